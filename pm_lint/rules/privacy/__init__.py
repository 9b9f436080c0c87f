"""What should not leave the company with the document."""
