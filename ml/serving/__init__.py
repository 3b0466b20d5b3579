"""Models behind a SageMaker endpoint: the container that serves our checkpoints, and the commands that roll it out."""
