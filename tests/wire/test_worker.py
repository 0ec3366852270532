from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from mediawire.wire import worker as workers
from mediawire.wire.answers import BadAnswer, pack, put_together, take_apart, unpack
from mediawire.wire.document import Document
from mediawire.wire.reading import Certainty, Notice, NoticeKind, Reading, Received, Refusal, Target
from mediawire.wire.worker import Worker, WorkerLost, Workers, read_apart
from mediawire.wire.worker_pool import WorkerPool

from mediawire.report import Body, Span  # isort: skip

FERRY = b"The ferry left two hours late on Monday, the harbour office said. Nobody was hurt.\n"


@pytest.fixture(scope="module")
def misread(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Let workers load a plain text reader that does what the text says: hang, eat memory, open, die."""
    code = """
        import mediawire.wire.plain_text as plain_text
        from mediawire.wire.reading import Reading
        real = plain_text.read_plain_text

        def misread(document):
            words = document.data.decode()
            if words == "hang":
                while True:
                    pass
            if words == "eat":
                held = []
                while True:
                    held.append(bytearray(1 << 24))
            if words == "die":
                import os
                os.abort()
            if words == "open":
                return Reading(open("/etc/hostname").read())
            if words == "open beneath":
                from lxml import etree
                return Reading(etree.parse("/etc/hostname").getroot().tag)
            if words == "call":
                import socket
                socket.create_connection(("127.0.0.1", 9))
            if words == "break":
                raise KeyError("a reader's slip")
            if words == "print":
                print("noise" * 1000)
            return real(document)

        plain_text.read_plain_text = misread
    """
    folder = tmp_path_factory.mktemp("misread")
    (folder / "sitecustomize.py").write_text(textwrap.dedent(code))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(folder))
        patch.syspath_prepend(str(folder))
        yield folder


@pytest.fixture(scope="module")
def own(misread: Path) -> Iterator[Workers]:
    """Give workers of the tests' own, and leave none."""
    own = Workers()
    yield own
    own.close()


def test_a_document_is_read_as_it_is_here(own: Workers) -> None:
    """What comes from the worker is what reading in this process gives."""
    from mediawire.wire.formats import read_document

    document = Document(FERRY, "https://a.example/1")

    reading = read_apart(document, workers=own)

    assert reading == read_document(document)
    assert reading.reports[0].body.received is document.data


def test_a_worker_serves_many_documents(own: Workers) -> None:
    """A process is started once."""
    first = read_apart(Document(FERRY), workers=own)
    worker = own.waiting[-1]

    second = read_apart(Document(FERRY), workers=own)

    assert first == second
    assert own.waiting[-1] is worker
    assert worker.served >= 2


def test_what_takes_too_long_is_refused_by_name_and_the_next_is_read(own: Workers) -> None:
    """A reader that hangs costs the document it read."""
    hung = read_apart(Document(b"hang", "https://a.example/hung"), 0.5, own)
    after = read_apart(Document(FERRY), workers=own)

    assert [(refusal.reason, refusal.where) for refusal in hung.refusals] == [
        ("took too long", "https://a.example/hung")
    ]
    assert after.reports


def test_what_takes_too_much_memory_is_refused(own: Workers) -> None:
    """A reader that eats memory meets its limit long before the machine does."""
    eaten = read_apart(Document(b"eat"), 30, own)

    assert [refusal.reason for refusal in eaten.refusals] == ["took too much memory"]
    assert eaten.refusals[0].where.startswith("sha256:")


def test_a_reader_that_dies_costs_one_document(own: Workers) -> None:
    """A library that ends its process ends the worker's, and not ours."""
    several = [read_apart(Document(data), workers=own) for data in (FERRY, b"die", FERRY)]

    assert [bool(reading.reports) for reading in several] == [True, False, True]
    assert several[1].refusals[0].reason == "reader died"


@pytest.mark.skipif(sys.platform == "win32", reason="knows no such limits")
@pytest.mark.parametrize("attempt", [b"open", b"open beneath", b"call"])
def test_a_reader_can_open_nothing(own: Workers, attempt: bytes) -> None:
    """Neither Python nor the libraries beneath it can open a file or a socket."""
    reading = read_apart(Document(attempt), workers=own)

    assert [refusal.reason for refusal in reading.refusals] == ["reader failed"]
    assert reading.reports == ()


def test_a_slip_of_a_reader_is_a_refusal(own: Workers) -> None:
    """A bug in a reader is told in a line, and the worker goes on."""
    reading = read_apart(Document(b"break"), workers=own)

    assert 'KeyError: "a reader\'s slip"' in reading.refusals[0].why
    assert own.waiting


def test_what_a_reader_prints_disturbs_no_answer(own: Workers) -> None:
    """Standard output is for answers alone."""
    reading = read_apart(Document(b"print"), workers=own)

    assert reading.reports[0].body.text == "print"


def test_many_threads_may_read_at_once(own: Workers) -> None:
    """Each thread gets its own answer."""
    texts = [f"The ferry {number} left late.".encode() for number in range(12)]
    found: dict[int, str] = {}

    def read(number: int) -> None:
        found[number] = read_apart(Document(texts[number]), workers=own).reports[0].body.text

    threads = [threading.Thread(target=read, args=(number,)) for number in range(len(texts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [found[number].encode() for number in range(len(texts))] == texts


def test_a_closed_pool_leaves_no_process() -> None:
    """What was started is ended and waited for."""
    with WorkerPool(2) as pool:
        list(pool.read([Document(FERRY)] * 5))
        processes = [worker.process for worker in pool.workers.waiting]

    assert processes
    assert all(process.returncode is not None for process in processes)


def test_a_pool_keeps_the_order(misread: Path) -> None:
    """The readings come in the order of the documents, whatever each took."""
    documents = [Document(data) for data in (b"hang", FERRY, b"die", FERRY, b"One more.")]

    with WorkerPool(2, seconds=1) as pool:
        readings = list(pool.read(documents))

    told = [reading.refusals[0].reason if reading.refusals else reading.reports[0].body.text for reading in readings]
    assert told == ["took too long", FERRY.decode(), "reader died", FERRY.decode(), "One more."]


def test_a_program_without_a_main_module_may_read() -> None:
    """A session at a prompt, or a program given on standard input, reads as any other."""
    program = "import mediawire; print(mediawire.read(b'Hello there.').reports[0].body.text)"

    done = subprocess.run([sys.executable], input=program, capture_output=True, text=True, timeout=60)

    assert (done.stdout, done.stderr) == ("Hello there.\n", "")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks nowhere else")
def test_a_fork_reads_with_workers_of_its_own() -> None:
    """The child does not write into the pipes of its parent's workers, and ends none of them."""
    program = textwrap.dedent("""
        import os, mediawire
        mediawire.read(b"Before.")
        child = os.fork()
        text = mediawire.read(b"Child." if not child else b"Parent.").reports[0].body.text
        if not child:
            os._exit(0 if text == "Child." else 1)
        print(text, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), mediawire.read(b"After.").reports[0].body.text)
    """)

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)

    assert (done.stdout, done.stderr) == ("Parent. 0 After.\n", "")


def test_a_worker_that_cannot_be_started_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is read in this process instead."""
    monkeypatch.setattr(sys, "executable", "")

    reading = read_apart(Document(FERRY), workers=Workers())

    assert [refusal.reason for refusal in reading.refusals] == ["reader not started"]


def test_a_folder_that_is_worked_in_lends_no_modules(
    own: Workers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that happens to be called as a module of Python's does not run in the worker."""
    (tmp_path / "email.py").write_text("raise SystemExit(7)")
    monkeypatch.chdir(tmp_path)

    reading = read_apart(Document(FERRY), workers=own)

    assert reading.reports


def test_an_interrupted_reading_ends_its_worker(own: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while a worker reads leaves no process that still reads, and no half answer for the next."""
    monkeypatch.setattr(Worker, "listen", _interrupt)
    worker = Worker.__new__(Worker)
    worker.served, worker.is_over, worker.expired, worker.process = 0, False, False, workers.start_process()

    with pytest.raises(KeyboardInterrupt):
        worker.read(Document(b"hang"), 10)

    assert worker.process.returncode is not None


def _interrupt(worker: Worker) -> tuple[object, ...]:
    raise KeyboardInterrupt


def test_values_survive_being_taken_apart() -> None:
    """Every kind of value that a reading holds comes back as it was."""
    report = Received(Body("Late.", b"all", "<p>Late.</p>"), headline="Ferry", others={"a": ("b", "c")})
    notice = Notice(
        NoticeKind.KILL, (Target(url="https://a.example"),), Certainty.UNSURE, span=Span(1, 2), report=report
    )
    reading = Reading("feed", (report,), (notice,), refusals=(Refusal("cut", "it is cut"),))

    again = put_together(unpack(pack(take_apart(reading, b"other"))), b"other")

    assert again == reading


def test_an_answer_names_no_class() -> None:
    """Bytes that would have a class or a function loaded are refused before that."""
    import pickle

    with pytest.raises(BadAnswer):
        unpack(pickle.dumps(os.system))


@pytest.mark.parametrize("plain", [[0], [99], [1, 2, 3], {"a": {1}}, [5, "cut", 3, ""], [-2, 0, "no status"], object])
def test_an_answer_that_is_no_value_is_refused(plain: object) -> None:
    """A field of another kind, a value that is none, a number that stands for nothing."""
    with pytest.raises(BadAnswer):
        put_together(plain)


def test_a_lost_worker_says_why() -> None:
    """The reason is counted by, and the line is for a person."""
    lost = WorkerLost("reader died", "its reader ended with status -6")

    assert (lost.reason, lost.why) == ("reader died", "its reader ended with status -6")


def test_a_forwarded_message_is_read_apart_as_it_is_here(own: Workers) -> None:
    """What its reader loads only for such a message was loaded before the doors were shut."""
    inner = "From: a@a.example\nSubject: Inner\n\nThe ferry left late.\n"
    head = "From: b@a.example\nSubject: Fwd\nContent-Type: multipart/mixed; boundary=f\n\n"
    message = f"{head}--f\nContent-Type: message/rfc822\n\n{inner}\n--f--\n".encode()

    reading = read_apart(Document(message), workers=own)

    assert reading.refusals == ()
    assert "Inner" in [report.headline for report in reading.reports]
