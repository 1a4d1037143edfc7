"""openapi.yaml as something to hold answers against."""

import copy
import re
import warnings
from urllib.parse import quote

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    from jsonschema import Draft202012Validator, FormatChecker, RefResolver

# How a path asks for another form of its answer than JSON.
SUFFIXES = {"text/csv": ".csv", "application/ld+json": ".jsonld", "image/svg+xml": ".svg"}

PROBLEM = {"$ref": "#/components/schemas/Problem"}


def closed(value):
    """The same schemas, but an object may have no member that is not described."""
    if isinstance(value, list):
        return [closed(item) for item in value]
    if not isinstance(value, dict):
        return value
    result = {key: closed(item) for key, item in value.items()}
    # The schema of an object, not a member that is called "properties" or a document's bare outline.
    if isinstance(value.get("properties"), dict) and value.get("type") == "object" and "required" in value:
        result.setdefault("additionalProperties", False)
    return result


# What follows the dataset's digest, which follows every change of the importer, stands for itself in an example.
DERIVED = re.compile(r"(?<=cursor=)[\w-]+|^[0-9a-f]{16}$")

# So does what is counted over the files that are made of the dataset.
VARYING = re.compile(r"\.downloads\[\d+\]\.(bytes|digest)$")


def with_query(target, query):
    return f"{target}{'&' if '?' in target else '?'}{query}"


def differences(example, answer, where="$"):
    """What the example shows and the answer has not. A list or a table in the example may stop early."""
    if VARYING.search(where):
        return []
    if isinstance(example, dict) and isinstance(answer, dict):
        if list(example) != list(answer):
            return [f"{where}: members {list(example)} for {list(answer)}"]
        return [fault for key in example for fault in differences(example[key], answer[key], f"{where}.{key}")]
    if isinstance(example, list) and isinstance(answer, list):
        if len(example) > len(answer) or (answer and not example):
            return [f"{where}: {len(example)} items for {len(answer)}"]
        return [fault for i, item in enumerate(example) for fault in differences(item, answer[i], f"{where}[{i}]")]
    if isinstance(example, str) and isinstance(answer, str) and example.endswith("\r\n"):
        return [] if answer.startswith(example) else [f"{where}: {example!r} does not begin {answer[:500]!r}"]
    if isinstance(example, str) and isinstance(answer, str):
        example, answer = DERIVED.sub("…", example), DERIVED.sub("…", answer)
    same = type(example) is type(answer) and example == answer
    return [] if same else [f"{where}: {example!r} for {answer!r}"]


class Contract:
    def __init__(self, document):
        self.document = document
        strict = copy.deepcopy(document)
        strict["components"]["schemas"] = {
            name: schema if name == "Contract" else closed(schema)
            for name, schema in document["components"]["schemas"].items()
        }
        self.resolver = RefResolver("", strict)

    def resolved(self, value):
        while "$ref" in value:
            value = self.resolver.resolve(value["$ref"])[1]
        return value

    def schema_faults(self, schema, value):
        validator = Draft202012Validator(schema, resolver=self.resolver, format_checker=FormatChecker())
        return [f"{fault.json_path}: {fault.message[:300]}" for fault in validator.iter_errors(value)]

    def problem_faults(self, answer):
        if answer.media_type != "application/problem+json":
            return [f"{answer.media_type} is no problem"]
        faults = self.schema_faults(PROBLEM, answer.json)
        return faults if answer.json.get("status") == answer.status else [*faults, "its status is another"]

    def operations(self):
        for path, methods in self.document["paths"].items():
            for method, operation in methods.items():
                yield Operation(self, path, method.upper(), operation)

    def examples_with_request(self):
        """(operation, status, example) for every example that says which request it answers."""
        for operation in self.operations():
            for status, response in operation.responses().items():
                for media in response.get("content", {}).values():
                    for example in media.get("examples", {}).values():
                        if "x-request" in example and operation.matches(example):
                            yield operation, status, example

    def example_faults(self):
        """(place, faults) for every example, wherever it stands."""
        return self._example_faults(self.document, "#")

    def _example_faults(self, value, where):
        if isinstance(value, list):
            for i, item in enumerate(value):
                yield from self._example_faults(item, f"{where}/{i}")
            return
        if not isinstance(value, dict):
            return
        schema = value.get("schema")
        if isinstance(schema, dict):  # of a parameter, a header or a media type
            if "example" in value:
                yield where, self.schema_faults(schema, value["example"])
            for name, example in value.get("examples", {}).items():
                yield f"{where}/{name}", self.schema_faults(schema, example["value"])
        elif where.startswith("#/components/schemas/") and where.count("/") == 3:
            for i, example in enumerate(value.get("examples", [])):
                yield f"{where}/{i}", self.schema_faults({"$ref": where}, example)
        for key, item in value.items():
            yield from self._example_faults(item, f"{where}/{key}")


class Operation:
    """A method of one path."""

    def __init__(self, document, path, method, operation):
        self.contract = document
        self.path = path
        self.method = method
        self.name = path if method == "GET" else f"{method} {path}"
        self.body = self._example_body(operation)
        self.parameters = [document.resolved(parameter) for parameter in operation.get("parameters", [])]
        self._responses = operation["responses"]
        self.is_about_data = path.startswith("/v1/")
        self.is_file = path.startswith("/v1/export/")
        self.is_list = self.is_about_data and not self.is_file and "items" in self.schema()["properties"]

    @staticmethod
    def _example_body(operation):
        content = operation.get("requestBody", {}).get("content", {})
        return content["application/json"]["example"] if content else None

    def responses(self):
        return {status: self.contract.resolved(response) for status, response in self._responses.items()}

    def describes(self, status):
        return status in self._responses

    def has_parameter(self, name):
        return any(parameter["name"] == name for parameter in self.parameters)

    def query_parameters(self):
        """Those that may be left out."""
        return [parameter for parameter in self.parameters if parameter["in"] == "query" and not parameter.get("required")]

    def query(self, parameter):
        value = parameter["example"]
        values = value if isinstance(value, list) else [str(value).lower() if isinstance(value, bool) else value]
        return f"{parameter['name']}={','.join(quote(str(item)) for item in values)}"

    def target(self, missing=False):
        """The path and what it has to have, with the parameters' examples, or with what is nowhere."""
        target = self.path
        for parameter in self.parameters:
            if parameter["in"] == "path":
                value = "nowhere" if missing else quote(str(parameter["example"]), safe=":")
                target = target.replace("{%s}" % parameter["name"], value)
            elif parameter.get("required"):
                target = with_query(target, self.query(parameter))
        return target

    def matches(self, example):
        """Is it this operation that an example's request asks for?"""
        path = example["x-request"].partition("?")[0]
        for suffix in SUFFIXES.values():
            path = path.removesuffix(suffix)
        path = path.split("/")
        template = self.path.split("/")
        if ("x-body" in example) != (self.method == "POST"):
            return False
        return len(path) == len(template) and all(a == b or b[:1] == "{" for a, b in zip(path, template))

    def other_forms(self):
        """The media types of a resource that is JSON without a word."""
        content = self.responses()["200"]["content"]
        return [media for media in content if media in SUFFIXES] if "application/json" in content else []

    def schema(self):
        return self.contract.resolved(self.responses()["200"]["content"]["application/json"]["schema"])

    def fields(self):
        schema = self.schema()
        if self.is_list:
            schema = self.contract.resolved(schema["properties"]["items"]["items"])
        return list(schema["properties"])

    def items(self, answer):
        return answer["items"] if self.is_list else [answer]

    def faults(self, answer, status):
        """What an answer has that it should not have, or the other way round."""
        if str(answer.status) != status:
            return [f"status {answer.status} for {status}: {answer.text[:300]}"]
        if not self.describes(status):
            return [f"{status} is not described"]
        response = self.responses()[status]
        return self._header_faults(answer, response) + self._body_faults(answer, response)

    def _header_faults(self, answer, response):
        faults = []
        for name, header in response.get("headers", {}).items():
            header = self.contract.resolved(header)
            value = answer.headers.get(name)
            if value is None:
                faults += [f"no header {name}"] if header.get("required") else []
                continue
            number = self.contract.resolved(header["schema"]).get("type") == "integer" and value.isdigit()
            found = self.contract.schema_faults(header["schema"], int(value) if number else value)
            faults += [f"{name}: {fault}" for fault in found]
        return faults

    def _body_faults(self, answer, response):
        content = response.get("content")
        if not content:
            return [f"a body: {answer.text[:100]}"] if answer.body else []
        if answer.media_type not in content:
            return [f"{answer.media_type} for one of {list(content)}"]
        if answer.is_head:
            return ["a body"] if answer.body else []
        if answer.media_type == "application/problem+json":
            return self.contract.problem_faults(answer) + self._wording_faults(answer, content[answer.media_type])
        if answer.media_type == "application/vnd.sqlite3":
            return [] if answer.status == 206 or answer.body.startswith(b"SQLite format 3\0") else ["no SQLite file"]
        parsed = answer.json if answer.media_type in ("application/json", "application/ld+json") else answer.text
        if answer.media_type == "application/yaml":
            return []
        return self.contract.schema_faults(content[answer.media_type]["schema"], parsed)

    @staticmethod
    def _wording_faults(answer, media):
        """Where one example stands for every occurrence of a problem, it says what each of them says."""
        examples = [example["value"] for example in media["examples"].values() if "x-request" not in example]
        return [
            f"{member}: {answer.json.get(member)!r} where the example has {example[member]!r}"
            for example in examples
            for member in ("type", "title", "detail")
            if answer.json.get(member) != example[member]
        ]
