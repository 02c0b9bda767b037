"""Our own formats: a module each, with a READER, a WRITER or both."""
