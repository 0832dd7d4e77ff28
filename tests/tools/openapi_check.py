#!/usr/bin/env python3
"""Compares recorded exchanges with an OpenAPI description of ClickSign's API v3.

The description is not part of this project. ctest leaves the recordings in build/PRESET/tests/exchanges:

    tests/tools/openapi_check.py --spec FILE --deviations docs/openapi-deviations.md build/release/tests/exchanges/*.jsonl

A request must satisfy the schema of its operation and have no member that the schema does not name; requests that the
service refused with 400 or 422 are left out, because the tests provoke those. An answer must have the members of the
examples and of the schema of its status, of their types, and no others. Ends with 1 when something differs that the table of
deviations does not accept, or when a row of that table accepts nothing. Standard library only.
"""

import argparse
import collections
import fnmatch
import json
import pathlib
import re
import sys

BASE = "/api/v3"
# What users put there is their own business, and each event has data of its own.
OPEN = re.compile(r"/(metadata|template/data|attributes/data|relationships/\w+/meta)$")


def kind_of(value):
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, (int, float)):
        return "integer" if float(value).is_integer() else "number"
    return {str: "string", list: "array", dict: "object", type(None): "null"}[type(value)]


def distance(faults):
    """How far a body is from a schema: a member of another schema counts for more than a member of another type."""
    return sum(2 if what == "unknown" else 1 for _, what in faults)


def check_request(value, schema, at=""):
    """Yields (pointer, what is wrong)."""
    variants = schema.get("oneOf")
    if variants:
        yield from min((list(check_request(value, one, at)) for one in variants), key=distance)
        return
    wanted = schema.get("type")
    if wanted and kind_of(value) != wanted:
        yield at, f"{kind_of(value)}, not {wanted}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield at, "not in the enum"
    if isinstance(value, list):
        for one in value:
            yield from check_request(one, schema.get("items", {}), at + "/-")
    if not isinstance(value, dict) or OPEN.search(at):
        return
    known = schema.get("properties", {})
    for name in schema.get("required", []):
        if name not in value:
            yield f"{at}/{name}", "missing"
    for name, member in value.items():
        if name not in known:
            yield f"{at}/{name}", "unknown"
        else:
            yield from check_request(member, known[name], f"{at}/{name}")


class Shape:
    """What the examples and the schema of an answer have in common."""

    def __init__(self):
        self.kinds = set()
        self.members = {}
        self.always = None
        self.items = None

    def add_example(self, value):
        self.kinds.add(kind_of(value))
        if isinstance(value, dict):
            self.always = set(value) if self.always is None else self.always & set(value)
            for name, member in value.items():
                self.members.setdefault(name, Shape()).add_example(member)
        if isinstance(value, list):
            self.items = self.items or Shape()
            for one in value:
                self.items.add_example(one)
        return self

    def add_schema(self, schema):
        if schema.get("type"):
            self.kinds.add(schema["type"])
        for name, member in schema.get("properties", {}).items():
            self.members.setdefault(name, Shape()).add_schema(member)
        if "items" in schema:
            self.items = (self.items or Shape()).add_schema(schema["items"])
        return self

    def check(self, value, at=""):
        # Neither a null nor an empty list says what else may be there.
        if not self.kinds and not self.members:
            return
        if self.kinds - {"null"} and kind_of(value) not in self.kinds:
            yield at, f"{kind_of(value)}, not {' or '.join(sorted(self.kinds))}"
            return
        if isinstance(value, list) and self.items is not None:
            for one in value:
                yield from self.items.check(one, at + "/-")
        if not isinstance(value, dict) or OPEN.search(at) or ("null" in self.kinds and not self.members):
            return
        for name in sorted((self.always or set()) - set(value)):
            yield f"{at}/{name}", "missing"
        for name, member in value.items():
            if name not in self.members:
                yield f"{at}/{name}", "unknown"
            else:
                yield from self.members[name].check(member, f"{at}/{name}")


def examples_of(response):
    """The examples that are JSON, most of them inside a string."""
    for media in response.get("content", {}).values():
        for example in media.get("examples", {}).values():
            value = example.get("value")
            if isinstance(value, str):
                try:
                    value = json.loads(value)
                except ValueError:
                    continue
            if isinstance(value, dict):
                yield value


def shape_of(response):
    """None when the description says nothing about the body."""
    shape, examples = Shape(), list(examples_of(response))
    for value in examples:
        shape.add_example(value)
    for media in response.get("content", {}).values():
        schema = media.get("schema")
        # The file has schemas that its own examples contradict.
        required = set((schema or {}).get("required", []))
        if schema and all(required <= set(value) for value in examples):
            shape.add_schema(schema)
    return shape if shape.kinds else None


class Description:
    def __init__(self, path):
        spec = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
        self.operations = {(method.upper(), route): operation for route, methods in spec["paths"].items()
                           for method, operation in methods.items()}
        # An error is the same whatever the operation; each example shows a part of them.
        self.errors = {}
        for operation in self.operations.values():
            for status, response in operation["responses"].items():
                for value in examples_of(response):
                    if status[0] in "45" and "errors" in value:
                        self.errors.setdefault(int(status), Shape()).add_example(value)

    def find(self, method, path):
        best = None
        for key in self.operations:
            route = key[1].split("/")
            words = path.split("/")
            if key[0] != method or len(route) != len(words):
                continue
            literal = sum(a == b for a, b in zip(route, words))
            if all(a == b or (a.startswith("{") and b) for a, b in zip(route, words)) and (best is None or literal > best[0]):
                best = (literal, key)
        return best and best[1]

    def request_schema(self, key):
        content = self.operations[key].get("requestBody", {}).get("content", {})
        return next((media["schema"] for media in content.values() if "schema" in media), None)

    def variants(self, key):
        return len((self.request_schema(key) or {}).get("oneOf", [1]))

    def variant_of(self, key, body):
        """Which of the alternative bodies this is; the description counts each as an operation."""
        choices = (self.request_schema(key) or {}).get("oneOf", [])
        faults = [distance(check_request(body, one)) for one in choices]
        return faults.index(min(faults)) if faults else 0

    def check(self, key, status, request, answer, whole):
        """`whole`: the request did not ask for a part of the fields. Yields texts such as `request POST /envelopes /data/attributes/name missing`."""
        name = f"{key[0]} {key[1]}"
        schema = self.request_schema(key)
        slots = answer.get("atomic:results", []) if isinstance(answer, dict) else []
        refused = status in (400, 422) or any("errors" in slot for slot in slots)
        if not refused:
            if schema is not None:
                for at, what in check_request(request, schema):
                    yield f"request {name} {at or '/'} {what}"
            elif request is not None:
                yield f"request {name} / a body"
        if status < 400:
            response = self.operations[key]["responses"].get(str(status))
            if response is None:
                yield f"answer {name} / status {status}"
                others = [one for code, one in self.operations[key]["responses"].items() if code[0] == "2"]
                response = others[0] if others else {}
            shape = shape_of(response)
        else:
            shape = self.errors.get(status)
        if answer is None or shape is None:
            return
        for at, what in shape.check(answer):
            if what == "missing" and not whole:
                continue
            yield f"answer {'* *' if status >= 400 else name} {at or '/'} {what}"


def parsed(text):
    """None: no body; ... : not JSON, nested without end, or too large to have been recorded."""
    if text == "":
        return None
    try:
        return json.loads(text) if text is not None else ...
    except (ValueError, RecursionError):
        return ...


def read_deviations(path):
    """Rows of a table: | `pattern` | why |"""
    rows = re.findall(r"^\| `([^`]+)` \| (.+?) \|$", pathlib.Path(path).read_text(encoding="utf-8"), re.MULTILINE) if path else []
    return dict(rows)


def read_exchanges(paths):
    for path in paths:
        for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--spec", required=True)
    arguments.add_argument("--deviations")
    arguments.add_argument("exchanges", nargs="+")
    given = arguments.parse_args()
    spec, deviations = Description(given.spec), read_deviations(given.deviations)
    counts, outside = collections.Counter(), collections.Counter()
    seen, accepted, differing, shown = set(), collections.Counter(), collections.Counter(), {}
    for one in read_exchanges(given.exchanges):
        counts["all"] += 1
        path = one["target"].split("?")[0].rstrip("/")
        key = spec.find(one["method"], path[len(BASE):]) if path.startswith(BASE + "/") else None
        request, answer = parsed(one["request"]), parsed(one["answer"])
        if key is None:
            outside[f"{one['method']} {re.sub('[0-9a-f]{8}-[0-9a-f-]+', '*', path)} {one['status']}"] += 1
            continue
        if ... in (request, answer) or one["status"] == 429:
            counts["not JSON"] += 1
            continue
        counts["compared"] += 1
        if one["status"] < 300:
            seen.add((key, spec.variant_of(key, request)))
        whole = not re.search(r"[?&]fields(%5B|\[)", one["target"])
        for text in spec.check(key, one["status"], request, answer, whole):
            pattern = next((each for each in deviations if fnmatch.fnmatchcase(text, each)), None)
            (accepted if pattern else differing)[pattern or text] += 1
            shown.setdefault(text, one["test"])
    total = sum(spec.variants(key) for key in spec.operations)
    print(f"{counts['all']} exchanges: {counts['compared']} compared, {counts['not JSON']} without JSON or of 429,"
          f" {sum(outside.values())} of routes that the description lacks")
    print(f"{len(seen)} of {total} operations seen with success")
    for key in spec.operations:
        lacking = [str(i + 1) for i in range(spec.variants(key)) if (key, i) not in seen]
        if lacking:
            print(f"  not seen: {key[0]} {key[1]}" + (f" (body {', '.join(lacking)})" if spec.variants(key) > 1 else ""))
    print(f"{len(differing)} differences in {sum(differing.values())} places")
    for text, count in sorted(differing.items()):
        print(f"  {count:5} {text}    [{shown[text]}]")
    print(f"{sum(accepted.values())} accepted by {len(accepted)} deviations")
    for pattern, why in deviations.items():
        print(f"  {accepted[pattern]:5} `{pattern}`: {why}")
    unused = [pattern for pattern in deviations if not accepted[pattern]]
    for pattern in unused:
        print(f"accepts nothing: `{pattern}`")
    return 1 if differing or unused else 0


if __name__ == "__main__":
    sys.exit(main())
