"""Text out of pages and papers: HTML, DOCX and PDF. What is found is text; labels they have none."""
