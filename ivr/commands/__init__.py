"""What can be said after `./amparo`, each with the function that does it."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ivr.audit.command import add_arguments
from ivr.commands import bench, flows, message, models, prompts
from ivr.commands.base import Result
from ivr.settings import Settings

if TYPE_CHECKING:
    from ivr.commands.base import Commands

SEARCH_HELP = "search files for numbers in every form they may hide in"


def parser() -> argparse.ArgumentParser:
    """All commands; `run` of the result is the function to call with the arguments and the settings."""
    top = argparse.ArgumentParser(prog="./amparo", description="A voice line that keeps nothing about its callers.")
    top.add_argument("--settings", metavar="FILE", help="read this instead of amparo.toml")
    top.add_argument("--ui-language", default="en", choices=("en", "fr"), help="language of what is said to you")
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _demo(commands)
    _running(commands)
    _settings(commands)
    flows.add(commands)
    prompts.add(commands)
    message.add(commands)
    models.add(commands)
    bench.add(commands)
    _audit(commands)
    return top


def _demo(commands: "Commands") -> None:
    demo = commands.add_parser("demo", help="one real call, both sides printed; exit 0 if the caller got through")
    demo.add_argument("--repeat", type=int, default=1, metavar="N", help="so many calls, one after the other")
    demo.add_argument("--say", metavar="WORD", help="say this at the main menu instead of the lawyer's word")
    demo.set_defaults(run=_run_demo)


def _running(commands: "Commands") -> None:
    up = commands.add_parser("up", help="run the line until stopped")
    up.set_defaults(run=_run_up)
    call = commands.add_parser("call", help="a scripted caller against a running line")
    call.add_argument("script", help="a YAML list of steps: say, press, wait, expect, silence, hang_up")
    call.add_argument("--uri", help="what to dial; the line of the settings where it is left out")
    call.set_defaults(run=_run_call)
    doctor = commands.add_parser("doctor", help="check this machine and these settings")
    doctor.set_defaults(run=_run_doctor)


def _settings(commands: "Commands") -> None:
    config = commands.add_parser("config", help="the settings").add_subparsers(required=True, metavar="show|check")
    config.add_parser("show", help="the settings in force, secrets masked").set_defaults(run=_run_config_show)
    config.add_parser("check", help="whether the settings can be used").set_defaults(run=_run_config_check)


def _audit(commands: "Commands") -> None:
    audit = commands.add_parser("audit", help="prove that nothing is kept")
    search = audit.add_subparsers(required=True, metavar="search").add_parser("search", help=SEARCH_HELP)
    add_arguments(search)
    search.set_defaults(run=_run_audit_search)


# -- each command in the room that does it; imported when it is asked for, so that `config` needs no recogniser ------


def _run_demo(arguments: argparse.Namespace, settings: Settings) -> Result:
    from bench.demo import demo

    return demo(settings, repeat=arguments.repeat, word=arguments.say)


def _run_up(_: argparse.Namespace, settings: Settings) -> Result:
    from ivr.up import up

    return up(settings)


def _run_call(arguments: argparse.Namespace, settings: Settings) -> Result:
    from bench.place import place

    return place(settings, Path(arguments.script), arguments.uri)


def _run_doctor(_: argparse.Namespace, settings: Settings) -> Result:
    from ivr.doctor import run

    return run(settings)


def _run_config_show(_: argparse.Namespace, settings: Settings) -> Result:
    from ivr.settings import show

    sys.stdout.write(show(settings))
    return 0


def _run_config_check(_: argparse.Namespace, settings: Settings) -> Result:
    from ivr.settings_production import production_refusals

    refusals = production_refusals(settings, datetime.now(UTC).date()) if settings.line.profile == "production" else []
    for refusal in refusals:
        sys.stderr.write(f"amparo: {refusal}\n")
    if not refusals:
        sys.stdout.write(f"The settings can be used (profile {settings.line.profile}).\n")
    return 1 if refusals else 0


def _run_audit_search(arguments: argparse.Namespace, _: Settings) -> Result:
    from ivr.audit.command import run

    return run(arguments)
