"""usage: sbom.py VERSION ARCHIVE < docs/dependencies.md > SBOM

Writes what rubrica is made of as SPDX 2.3 (JSON): the archive, and each row of the table of dependencies. Nothing is bundled, so a
dependency is named with the versions that are allowed, and not with one of them. SOURCE_DATE_EPOCH is the time that it states.
"""
import datetime
import hashlib
import json
import os
import re
import sys


def rows(text):
    """The table's rows, as a dictionary for each package; a row may hold several packages, separated by commas."""
    table = [[cell.strip() for cell in line.strip("|\n ").split(" | ")] for line in text.splitlines() if line.startswith("| ")]
    head, body = table[0], table[1:]
    for cells in body:
        row = dict(zip(head, cells))
        names = re.split(r", | or ", row["package"])
        froms = [part for part in re.split(r"[,;] ", row["from"]) if part != "optional"]
        licences = row["licence"].split(", ")
        for i, name in enumerate(names):
            number = re.search(r"[0-9][0-9.]*", froms[i] if i < len(froms) else "")
            yield {
                "name": name,
                "from": number.group() if number else None,
                "licence": licences[i if len(licences) > 1 else 0],
                "optional": "optional" in row["from"],
                "library": "rubrica::" in row["used by"] or row["used by"].startswith("all"),
            }


def package(row):
    return {
        "SPDXID": "SPDXRef-" + re.sub(r"[^A-Za-z0-9.-]+", "-", row["name"]),
        "name": row["name"],
        "downloadLocation": "NOASSERTION",
        "filesAnalyzed": False,
        "licenseConcluded": "NOASSERTION",
        "licenseDeclared": row["licence"],
        "copyrightText": "NOASSERTION",
        **({"comment": f"any version from {row['from']}, found on the machine that builds"} if row["from"] else {}),
    }


def relation(row, dependency):
    if not row["library"]:
        return {"spdxElementId": dependency, "relationshipType": "TEST_DEPENDENCY_OF", "relatedSpdxElement": "SPDXRef-rubrica"}
    if row["optional"]:
        return {"spdxElementId": dependency, "relationshipType": "OPTIONAL_DEPENDENCY_OF", "relatedSpdxElement": "SPDXRef-rubrica"}
    return {"spdxElementId": "SPDXRef-rubrica", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": dependency}


def main():
    version, archive = sys.argv[1:]
    with open(archive, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    created = datetime.datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), datetime.timezone.utc)
    found = list(rows(sys.stdin.read()))
    itself = {
        "SPDXID": "SPDXRef-rubrica",
        "name": "rubrica",
        "versionInfo": version,
        "packageFileName": os.path.basename(archive),
        "downloadLocation": "NOASSERTION",
        "filesAnalyzed": False,
        "checksums": [{"algorithm": "SHA256", "checksumValue": digest}],
        "licenseConcluded": "Apache-2.0",
        "licenseDeclared": "Apache-2.0",
        "copyrightText": "NOASSERTION",
        "primaryPackagePurpose": "LIBRARY",
    }
    packages = [package(row) for row in found]
    described = {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-rubrica"}
    document = {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": f"rubrica-{version}",
        "documentNamespace": f"https://spdx.org/spdxdocs/rubrica-{version}-{digest}",
        "creationInfo": {"created": created.strftime("%Y-%m-%dT%H:%M:%SZ"), "creators": ["Tool: rubrica-sbom.py"]},
        "packages": [itself] + packages,
        "relationships": [described] + [relation(row, made["SPDXID"]) for row, made in zip(found, packages)],
    }
    json.dump(document, sys.stdout, indent=2, ensure_ascii=False)
    sys.stdout.write("\n")


main()
