"""From a job title, and phrases, to what the library knows."""
