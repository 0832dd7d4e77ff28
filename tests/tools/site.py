"""What MkDocs does besides when it makes the site of docs/."""
import pathlib


def on_files(files, config):
    """docs/coverage.md is for who changes rubrica: it links to tests, which the site does not have."""
    coverage = files.get_file_from_path("coverage.md")
    if coverage:
        files.remove(coverage)
    return files


def on_page_markdown(markdown, page, config, files):
    """The marks that say where a snippet is taken from are for our check."""
    return "\n".join(line for line in markdown.split("\n") if not line.startswith("<!-- snippet: "))


def on_post_build(config):
    """The search box's lunr takes letters with accents for punctuation, and cuts them off at either end of a word."""
    lunr = pathlib.Path(config["site_dir"]) / "search" / "lunr.js"
    text = lunr.read_text(encoding="utf-8")
    mended = text.replace(r"/^\W+/", r"/^[^\wÀ-ÿ]+/").replace(r"/\W+$/", r"/[^\wÀ-ÿ]+$/")
    if mended != text:
        lunr.unlink()  # it may be a link into Debian's package
        lunr.write_text(mended, encoding="utf-8")
