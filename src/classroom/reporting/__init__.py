"""What an instructor reads of a class: tables of grades, files for an LMS, and the report."""
