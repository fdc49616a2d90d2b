"""The house rules as plain functions of source text: each returns what breaks the rule."""

import ast
import re
from collections.abc import Callable, Iterable, Iterator

LONGEST_FUNCTION = 40
LONGEST_FILE = 300

Check = Callable[[str], list[str]]
"""Reads one source text and returns one line for everything it finds wrong."""

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


def functions_too_long(source: str) -> list[str]:
    """A function is read in one piece."""
    return [
        f"line {function.lineno}: {function.name} has {_length(function)} lines"
        for function in _functions(source)
        if _length(function) > LONGEST_FUNCTION
    ]


def file_too_long(source: str) -> list[str]:
    """A file has one subject."""
    lines = len(source.splitlines())
    return [f"{lines} lines"] if lines > LONGEST_FILE else []


def no_opening_sentence(source: str) -> list[str]:
    """A module opens by saying what it is, or where the thing it speaks to is described."""
    opening = (ast.get_docstring(ast.parse(source)) or "").split("\n\n")[0]
    told = opening.endswith(".") or "://" in opening
    return [] if told else ["no sentence at the top"]


def not_annotated(source: str) -> list[str]:
    """What goes in and what comes out is written down."""
    return [
        f"line {function.lineno}: {function.name} is not annotated"
        for function in _functions(source)
        if function.returns is None or any(_bare(argument) for argument in _arguments(function))
    ]


def stray_commits(source: str) -> list[str]:
    """One message or request is one transaction, and whoever opened it ends it."""
    return [
        f"line {call.lineno}: .{call.func.attr}()"
        for call in _calls(source)
        if isinstance(call.func, ast.Attribute) and call.func.attr == "commit"
    ]


def replaced_by_name(source: str) -> list[str]:
    """Tests pass a fake; they never reach into a module by its name."""
    imported = [
        f"line {node.lineno}: unittest.mock"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Import | ast.ImportFrom) and "mock" in ast.unparse(node)
    ]
    return imported + [
        f"line {call.lineno}: {ast.unparse(call.func)} with a name"
        for call in _calls(source)
        if _last_name(call.func) in {"patch", "setattr", "delattr"} and _names_a_module(call)
    ]


def unclear_sentences(source: str) -> list[str]:
    """Babel collects literals only, so a sentence put together on the way is never translated."""
    return [
        f"line {call.lineno}: {ast.unparse(call)[:60]}"
        for call in _calls(source)
        if _last_name(call.func) in {"_", "counted"}
        and not all(_is_words(argument) for argument in _sentence_arguments(call))
    ]


def button_labels(source: str) -> list[str]:
    """Return the sentences that stand on a `Button`."""
    return [
        str(label.args[0].value)
        for call in _calls(source)
        if _last_name(call.func) == "Button"
        for label in _label_calls(call)
        if isinstance(label.args[0], ast.Constant)
    ]


def imports(source: str) -> set[str]:
    """Return the packages a module imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def names_of_ours(source: str, keys: Iterable[str], quoted: Iterable[str]) -> list[str]:
    """Find `keys` anywhere, however they are joined, and `quoted` only as whole strings."""
    found = []
    for number, line in enumerate(source.splitlines(), start=1):
        joined = _joined(line)
        found += [f"line {number}: {key}" for key in keys if _joined(key) in joined]
        found += [f"line {number}: {key}" for key in quoted if _is_quoted(key, line)]
    return found


def download_addresses(text: str) -> list[str]:
    """Where packages come from is the machine's business; a file that says so breaks elsewhere."""
    return [
        f"line {number}: {line.strip()[:80]}"
        for number, line in enumerate(text.splitlines(), start=1)
        if _DOWNLOADS.search(line)
    ]


def foreign_paths(text: str) -> list[str]:
    """A path of the machine something was written on exists nowhere else."""
    return [
        f"line {number}: {line.strip()[:80]}"
        for number, line in enumerate(text.splitlines(), start=1)
        if _FOREIGN.search(line)
    ]


def vague_name(path: str) -> list[str]:
    """Files are named after what is in them."""
    return [word for word in re.split(r"[/_.]", path) if word in _VAGUE]


_DOWNLOADS = re.compile(
    r"index[-_]url|find[-_]links|trusted[-_]host|py[p]i\.org|pythonhosted\.or[g]"
    r"|registry\.npm[j]s|\bcdn\.|unpk[g]\.com",
    re.IGNORECASE,
)
_FOREIGN = re.compile(r"(?<![\w.])/(?:work|opt|home|Users|root)/")
_VAGUE = {"util", "utils", "helper", "helpers", "manager", "misc", "common", "impl"}


def _functions(source: str) -> Iterator[FunctionNode]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _calls(source: str) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield node


def _length(function: FunctionNode) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _arguments(function: FunctionNode) -> list[ast.arg]:
    told = function.args
    stars = [star for star in (told.vararg, told.kwarg) if star]
    return [*told.posonlyargs, *told.args, *told.kwonlyargs, *stars]


def _bare(argument: ast.arg) -> bool:
    return argument.annotation is None and argument.arg not in {"self", "cls"}


def _last_name(called: ast.expr) -> str:
    if isinstance(called, ast.Attribute):
        return called.attr
    return called.id if isinstance(called, ast.Name) else ""


def _names_a_module(call: ast.Call) -> bool:
    """`setattr("package.name", …)` reaches into a module; `setattr(thing, "name", …)` does not."""
    return bool(call.args) and isinstance(call.args[0], ast.Constant | ast.JoinedStr)


def _sentence_arguments(call: ast.Call) -> list[ast.expr]:
    return call.args[:2] if _last_name(call.func) == "counted" else call.args[:1]


def _is_words(argument: ast.expr) -> bool:
    return isinstance(argument, ast.Constant) and isinstance(argument.value, str)


def _label_calls(button: ast.Call) -> Iterator[ast.Call]:
    """Find the `_(…)` in the label of a button, also inside a choice between two."""
    labels = button.args[:1] + [word.value for word in button.keywords if word.arg == "label"]
    for label in labels:
        for node in ast.walk(label):
            if isinstance(node, ast.Call) and _last_name(node.func) == "_" and node.args:
                yield node


def _joined(words: str) -> str:
    return re.sub(r"[\s_-]+", "", words).lower()


def _is_quoted(key: str, line: str) -> bool:
    return f'"{key}"' in line or f"'{key}'" in line
