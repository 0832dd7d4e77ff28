"""reference.py FOLDER: every class and every function of the headers says something, by Doxygen's XML in FOLDER.

A function that is there several times must say it once. Constructors, destructors, assignments and operators need not."""
import pathlib
import sys
import xml.etree.ElementTree as xml


def says_something(element):
    return any("".join(part.itertext()).strip()
               for name in ("briefdescription", "detaileddescription") for part in element.findall(name))


def silent_functions(compound):
    own = compound.findtext("compoundname").split("::")[-1].split("<")[0].strip()
    said = {}
    for member in compound.iter("memberdef"):
        name = member.findtext("name")
        if member.get("kind") != "function" or member.get("prot") != "public":
            continue
        if name in (own, "~" + own, "open_enum", "resource_base") or name.startswith("operator"):
            continue
        said[name] = said.get(name, False) or says_something(member)
    return [name for name, spoken in said.items() if not spoken]


def main(folder):
    silent, compounds = [], 0
    for path in sorted(pathlib.Path(folder).glob("*.xml")):
        for compound in xml.parse(path).getroot().findall("compounddef"):
            kind, name = compound.get("kind"), compound.findtext("compoundname")
            if kind not in ("class", "struct", "namespace") or not name.startswith("rubrica") or compound.get("prot") == "private":
                continue
            compounds += 1
            if kind != "namespace" and "<" not in name and not says_something(compound):
                silent.append(name)
            if "<" not in name or name.startswith("rubrica::result"):
                silent += [name + "::" + function for function in silent_functions(compound)]
    for one in silent:
        print(one + " says nothing", file=sys.stderr)
    if compounds < 100:
        sys.exit("only %d classes and namespaces were found" % compounds)
    return 1 if silent else 0


sys.exit(main(sys.argv[1]))
