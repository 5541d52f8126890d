"""The glossary: entries, the TSV file they live in, their inflection, and finding them in text."""
