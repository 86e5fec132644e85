from __future__ import annotations

from pathlib import Path

import pytest
from fakes import story
from hypothesis import given
from hypothesis import strategies as st

from summarizer.config import load_config
from summarizer.errors import ConfigError, TemplateError
from summarizer.paths import folders
from summarizer.templates.find import all_templates, built_in, find_template
from summarizer.templates.parse import VARIABLES, parse_template
from summarizer.templates.render import render, values_of
from summarizer.templates.template import Form, Task

GOOD = '+++\ntitle = "Mine"\n{extra}\n+++\nWrite about "$title" for $$5.\n'


def parse(text: str) -> object:
    return parse_template(text, "mine", "mine.md")


@pytest.mark.parametrize("name", sorted(built_in()))
def test_built_in_templates_parse_and_render(name: str) -> None:
    template = find_template(name)
    text = render(template, values_of(story()))
    assert text and "$title" not in text
    assert template.description and len(template.sha256) == 64


def test_fields() -> None:
    template = parse_template(
        GOOD.format(extra='sentences = 7\nwords = 12\nform = "bullets"\ngist = true\nlanguage = "de"'),
        "mine",
        "mine.md",
    )
    assert (template.sentences, template.words, template.form, template.gist) == (7, 12, Form.BULLETS, True)
    assert (template.language, template.task) == ("de", Task.SUMMARY)
    assert render(template, values_of(story())) == 'Write about "Fenwick ferry stops for repairs" for $5.'


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (GOOD.format(extra="sentence = 3"), ['mine.md:3: unknown key "sentence"; did you mean "sentences"?']),
        (GOOD.format(extra="sentences = 300"), ['mine.md:3: "sentences" must be between 1 and 20, not 300']),
        (GOOD.format(extra='words = "ten"'), ['mine.md:3: "words" must be a whole number']),
        (GOOD.format(extra='task = "custm"'), ['mine.md:3: "task" cannot be "custm"; did you mean "custom"?']),
        (
            GOOD.format(extra='language = "German"'),
            ['mine.md:3: "language" must be a two-letter code, not "German"; did you mean "de"?'],
        ),
        (GOOD.format(extra="gist = "), ["mine.md:3: the front matter is not TOML: Invalid value"]),
        (GOOD.format(extra='task = "custom"'), ['mine.md:5: a custom template must contain "$article"']),
        (
            GOOD.format(extra='[[sections]]\nlabel = "Who"'),
            ['mine.md:3: a section needs the texts "label" and "question"'],
        ),
        ("Just text", ['mine.md:1: the first line must be "+++"', 'mine.md:1: the key "title" is missing']),
        (
            '+++\ntitle = "x"\n+++\n$titel and $ alone',
            ['mine.md:4: a lone "$"', 'mine.md:4: unknown placeholder "$titel"'],
        ),
        ('+++\ntitle = "x"\n+++\n$article', ["mine.md:4: a summary template reads the article by itself"]),
        ('+++\ntitle = "x"\n+++\n', ["mine.md:4: there is no text below the front matter"]),
    ],
)
def test_every_mistake_is_told_with_its_line(text: str, problems: list[str]) -> None:
    with pytest.raises(TemplateError) as caught:
        parse(text)
    assert len(caught.value.problems) == len(problems) or len(problems) == 1
    for expected in problems:
        assert any(p.startswith(expected) for p in caught.value.problems), caught.value.problems


def test_three_mistakes_are_told_at_once() -> None:
    with pytest.raises(TemplateError) as caught:
        parse('+++\ntitle = "x"\nsentnces = 3\nwords = 900\n+++\n$nobody\n')
    assert [p.split(":")[1] for p in caught.value.problems] == ["3", "4", "6"]


@given(st.text())
def test_any_text_is_a_template_or_a_template_error(text: str) -> None:
    try:
        template = parse_template(text, "x", "x.md")
    except TemplateError:
        return
    render(template, {name: "" for name in VARIABLES})


@given(st.text(alphabet="$ab{}title"))
def test_what_an_article_holds_is_never_a_placeholder(title: str) -> None:
    template = parse_template('+++\ntitle = "x"\n+++\n<$title>', "x", "x.md")
    assert render(template, {**dict.fromkeys(VARIABLES, ""), "title": title}) == f"<{title}>"


def test_a_users_file_hides_the_built_in_one(home: Path) -> None:
    folder = folders().templates
    folder.mkdir(parents=True)
    (folder / "brief.md").write_text('+++\ntitle = "Mine"\n+++\nShort.\n')
    (folder / "broken.md").write_text("no front matter")
    template = find_template("brief")
    assert template.title == "Mine" and template.shadows
    found, errors = all_templates()
    assert {"brief", "bullets"} <= {t.name for t in found}
    assert len(errors) == 1 and "broken.md" in str(errors[0])


def test_a_template_that_is_not_there_names_its_neighbours(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="Did you mean brief"):
        find_template("breif")
    with pytest.raises(TemplateError, match="cannot be read"):
        find_template(str(tmp_path / "none.md"))


def test_settings_come_from_the_file_and_the_environment_beats_it(monkeypatch: pytest.MonkeyPatch) -> None:
    path = folders().config / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text('template = "bullets"\ncontext = 4096\n')
    monkeypatch.setenv("NUTGRAF_CONTEXT", "2048")
    config = load_config()
    assert (config.template, config.context, config.notes) == ("bullets", 2048, True)
    assert config.origins["template"] == str(path)
    assert config.origins["context"] == "NUTGRAF_CONTEXT"
    assert config.origins["notes"] == "default"


def test_wrong_settings_are_told_at_once() -> None:
    path = folders().config / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text('templte = "x"\ncontext = true\nthreads = 0\n')
    with pytest.raises(ConfigError) as caught:
        load_config()
    text = str(caught.value)
    assert 'did you mean "template"?' in text and '"context" must be' in text and '"threads" must be' in text


def test_a_file_in_the_current_folder_is_a_template_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine.txt").write_text(built_in()["brief"])
    assert find_template("mine.txt").name == "mine"
