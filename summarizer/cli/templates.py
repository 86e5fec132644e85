"""``nutgraf templates``: see, begin and check prompt templates."""

from __future__ import annotations

import argparse


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("templates", help="see, begin and check prompt templates", description=__doc__)
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("list", help="all templates").set_defaults(run=_list)
    show = actions.add_parser("show", help="print a template")
    show.add_argument("name")
    show.set_defaults(run=_show)
    new = actions.add_parser("new", help="begin a template of your own in the templates folder")
    new.add_argument("name")
    new.add_argument("--from", dest="base", metavar="NAME", help="begin with a copy of this template")
    new.set_defaults(run=_new)
    check = actions.add_parser("check", help="look for mistakes")
    check.add_argument("names", nargs="*", metavar="NAME", help="names or files; all templates without any")
    check.set_defaults(run=_check)
    actions.add_parser("where", help="print the folder of your own templates").set_defaults(run=_where)


def _list(args: argparse.Namespace) -> int:
    from summarizer.cli import exits  # noqa: PLC0415
    from summarizer.templates.find import all_templates  # noqa: PLC0415

    found, errors = all_templates()
    width = max(len(t.name) for t in found)
    for template in found:
        mark = "yours, hides the built-in" if template.shadows else "yours" if template.origin else "built in"
        print(f"{template.name:<{width}}  {template.task.value:<7}  {mark:<9}  {template.description}")
    for error in errors:
        print(f"\n{error}")
    return exits.USAGE if errors else exits.OK


def _show(args: argparse.Namespace) -> int:
    from summarizer.templates.find import text_of  # noqa: PLC0415

    print(text_of(args.name), end="")
    return 0


def _new(args: argparse.Namespace) -> int:
    from summarizer.templates.begin import begin_template  # noqa: PLC0415

    print(begin_template(args.name, args.base))
    return 0


def _check(args: argparse.Namespace) -> int:
    from summarizer.cli import exits  # noqa: PLC0415
    from summarizer.errors import TemplateError  # noqa: PLC0415
    from summarizer.templates.find import all_templates, find_template  # noqa: PLC0415

    errors: list[TemplateError] = []
    if args.names:
        for name in args.names:
            try:
                find_template(name)
            except TemplateError as found:
                errors.append(found)
    else:
        errors = all_templates()[1]
    for error in errors:
        print(error)
    if not errors:
        print("No mistakes.")
    return exits.USAGE if errors else exits.OK


def _where(args: argparse.Namespace) -> int:
    from summarizer.paths import folders  # noqa: PLC0415

    print(folders().templates)
    return 0
