"""What leads hand on: tables, CSV and self-contained pages."""
