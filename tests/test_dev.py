"""The first thing a newcomer runs: it sets up once, says one clear line when it cannot, and passes exit codes on."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import dev


class Machine:
    """A machine that starts nothing: it notes what was to be started, and answers with the codes it was given."""

    def __init__(self, home: Path) -> None:
        self.home, self.python = home, home / "bin" / "python"
        self.calls: list[list[str]] = []
        self.fails_on, self.code = "nothing", 1

    def call(self, command: list[str], cwd: Path | None = None) -> int:
        """Take a command as subprocess.call does; making an environment makes its Python."""
        self.calls.append(command)
        if "venv" in command:
            self.python.parent.mkdir(parents=True)
            self.python.touch()
        return self.code if self.fails_on in command else 0

    def started(self, word: str) -> int:
        """Count the commands in which a word stood."""
        return sum(word in command for command in self.calls)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """Return a machine on which nothing is set up."""
    machine = Machine(tmp_path / "venv")
    monkeypatch.setattr(dev, "HOME", machine.home)
    monkeypatch.setattr(dev, "PYTHON", machine.python)
    monkeypatch.setattr(dev, "STAMP", machine.home / "installed")
    monkeypatch.setattr(dev.subprocess, "call", machine.call)
    return machine


def test_the_first_run_sets_up_and_serves_the_wire(machine: Machine) -> None:
    """A bare machine gets an environment, what the lock says, the project itself, and then the wire."""
    code = dev.main(["run", "--port", "8123"])

    made, locked, project, compiled, served = machine.calls
    assert code == 0
    assert made[1:3] == ["-m", "venv"]
    assert locked[-3:-1] == ["--require-hashes", "--requirement"]
    assert project[-2] == "--editable"
    assert "compileall" in compiled
    assert served[1:] == ["-m", "mediawire", "serve", "--port", "8123"]


def test_the_example_is_compared_in_the_terminal_and_as_a_page(machine: Machine) -> None:
    """What follows the command goes to the comparison."""
    code = dev.main(["compare", "--json"])

    shown = machine.calls[-1]
    assert code == 0
    assert shown[1:4] == ["-m", "mediawire", "compare"]
    assert shown[-3:] == ["--html", "out/comparison.html", "--json"]


def test_the_second_run_sets_up_nothing_and_says_nothing(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    """Where all is installed, only what was asked for is started."""
    dev.main(["test"])
    machine.calls.clear()
    capsys.readouterr()

    dev.main(["test", "-k", "words"])

    assert [call[:5] + call[-2:] for call in machine.calls] == [
        [str(machine.python), "-m", "pytest", "-n", "2", "-k", "words"]
    ]
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("step", ["venv", "--require-hashes", "--editable"])
def test_a_set_up_that_broke_off_begins_anew(machine: Machine, step: str) -> None:
    """Whatever step failed, the next call makes the environment again from nothing."""
    machine.fails_on = step
    with pytest.raises(SystemExit, match="could not"):
        dev.main(["test"])
    machine.fails_on = "nothing"
    (machine.home / "half").touch()
    machine.calls.clear()

    code = dev.main(["test"])

    assert code == 0
    assert machine.started("venv") == 1
    assert not (machine.home / "half").exists()


def test_a_changed_project_is_installed_into_the_same_environment(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new lock needs an installation and not a new environment."""
    dev.main(["test"])
    machine.calls.clear()
    lock = tmp_path / "requirements-dev.lock"
    lock.write_text("newer", encoding="utf-8")
    monkeypatch.setitem(dev.LOCKS, "dev", lock)

    dev.main(["test"])

    assert machine.started("venv") == 0
    assert machine.started("--require-hashes") == machine.started("--editable") == 1


def test_what_a_command_does_not_need_is_not_installed(machine: Machine) -> None:
    """Spark and the peers of bench/ are large: who only runs the example waits for neither."""
    dev.main(["run"])
    machine.calls.clear()

    dev.main(["bench", "speed"])
    dev.main(["run"])
    dev.main(["test"])

    locks = [command[-1] for command in machine.calls if "--require-hashes" in command]
    assert [Path(lock).name for lock in locks] == ["requirements-spark.lock", "requirements-bench.lock"]


def test_an_environment_whose_python_is_gone_is_made_again(machine: Machine) -> None:
    """The system's Python was replaced: what was built on it cannot run."""
    dev.main(["test"])
    machine.calls.clear()
    machine.python.unlink()

    dev.main(["test"])

    assert machine.started("venv") == 1


def test_exit_codes_are_passed_on(machine: Machine) -> None:
    """What pytest or the command says, dev.py says."""
    dev.main(["test"])
    machine.fails_on, machine.code = "pytest", 5

    code = dev.main(["test"])

    assert code == 5


def test_the_end_by_a_signal_is_told_as_a_shell_tells_it(machine: Machine) -> None:
    """Killed by signal 9 is 137."""
    dev.main(["test"])
    machine.fails_on, machine.code = "pytest", -9

    code = dev.main(["test"])

    assert code == 137


def test_every_check_runs_and_the_failed_one_is_named(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    """One failure does not hide the next."""
    dev.main(["test"])
    machine.calls.clear()
    capsys.readouterr()
    machine.fails_on = "check"

    code = dev.main(["check"])

    assert code == 1
    assert len(machine.calls) == len(dev.CHECKS)
    assert capsys.readouterr().err == "dev.py: failed: lint\n"


def test_an_old_python_gets_one_clear_line(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is tried on a Python that cannot do it."""
    monkeypatch.setattr(dev, "sys", SimpleNamespace(version_info=(3, 9, 2), version="3.9.2 (old)", exit=sys.exit))

    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or later; this is 3\.9\.2"):
        dev.main(["run"])

    assert machine.calls == []


def test_a_python_without_venv_says_what_to_install(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Debian parts venv from Python."""
    monkeypatch.setattr(dev.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else object())

    with pytest.raises(SystemExit, match="no ensurepip; on Debian: apt-get install python3-venv"):
        dev.main(["run"])

    assert machine.calls == []


@pytest.mark.parametrize("arguments", [["bench"], ["bench", "sped"], ["bench", "--help"], ["benhc"]])
def test_a_wrong_call_says_what_there_is(
    machine: Machine, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    """A slip of the finger costs one line and exit code 2, and no set-up."""
    code = dev.main(arguments)

    assert code == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert machine.calls == []
