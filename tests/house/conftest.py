"""The size report at the end of the run: what the rule allows, and what there is."""

import statistics

import pytest

from tests.house import parts


def pytest_terminal_summary(terminalreporter):
    sizes = {path.relative_to(parts.ROOT): parts.lines_of(path) for path in parts.files()}
    lengths = sorted(one.lines for one in parts.functions())
    longest = max(sizes, key=sizes.get)
    short = sum(length < 25 for length in lengths) / len(lengths)
    terminalreporter.write_line(
        f"size: {len(sizes)} files, {sum(sizes.values())} lines, longest {longest} with {sizes[longest]}; "
        f"{len(lengths)} functions, median {statistics.median(lengths):g}, {short:.0%} under 25 lines"
    )


@pytest.fixture(scope="session")
def texts():
    """Both languages' texts."""
    import resources

    return {lang: resources.texts(lang) for lang in ("zh", "en")}
