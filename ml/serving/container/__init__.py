"""The inference container: `serve` answers /ping and /invocations on port 8080 with the model of one folder."""
