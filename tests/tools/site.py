"""What MkDocs does besides when it makes the site of docs/."""


def on_files(files, config):
    """docs/coverage.md is for who changes rubrica: it links to tests, which the site does not have."""
    coverage = files.get_file_from_path("coverage.md")
    if coverage:
        files.remove(coverage)
    return files


def on_page_markdown(markdown, page, config, files):
    """The marks that say where a snippet is taken from are for our check."""
    return "\n".join(line for line in markdown.split("\n") if not line.startswith("<!-- snippet: "))
