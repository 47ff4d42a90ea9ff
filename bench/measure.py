"""measure.py - the measuring behind bench/run: runs everything in turns on one core, prints one table.

Each round measures, one after the other: the int8 peak of the core (work/peak), the program on each CPU
path that has a peak of its own, the share of its stages (work/stages), spaCy. Times are processor time of
the process (user and system), so that other work on the machine disturbs little; the best round of each
counts, and the median of the rounds stands beside it.
A word is what stands between white space, for both programs. Python's standard library only.
"""
import argparse
import glob
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MOP_A_PIECE = 21.2  # million int8 multiplications and additions a word piece: the encoder's six layers
BARS = {"peak": (55, 80), "spacy": (1.2, 2.0), "memory": 150}
ONE_THREAD = {name + "_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "BLIS", "MKL")}


def run(command, cpu, capture=False, path=None):
    """Runs on one core: {processor seconds, clock seconds, peak MB, output}."""
    environment = {**os.environ, **ONE_THREAD, **({"DRAGOMAN_CPU": path} if path else {})}
    began = time.perf_counter()
    process = subprocess.Popen(["taskset", "-c", str(cpu), *command], env=environment,
                               stdout=subprocess.PIPE if capture else subprocess.DEVNULL, text=True)
    output = process.stdout.read() if capture else ""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit("bench: status %d from %s" % (process.returncode, " ".join(command)[:200]))
    return {"processor": usage.ru_utime + usage.ru_stime, "clock": time.perf_counter() - began,
            "memory": usage.ru_maxrss / 1024, "output": output}


def repeated_examples(work, times=60):
    """Copies of the examples that are UTF-8, so that both programs read the same."""
    folder = os.path.join(work, "texts")
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    for path in sorted(glob.glob(os.path.join(ROOT, "examples", "*.txt"))):
        with open(path, "rb") as file:
            data = file.read()
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            continue
        for number in range(times):
            with open(os.path.join(folder, "%03d-%s" % (number, os.path.basename(path))), "wb") as file:
                file.write(data)
    return folder


def count_words(files):
    total = 0
    for path in files:
        with open(path, encoding="utf-8", errors="replace") as file:
            total += len(file.read().split())
    return total


def processor_name():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            names = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
    except OSError:
        names = []
    return names[0] if names else platform.machine()


def read_peaks(output):
    """{CPU path: GOP/s} of the lines "path GOP/s ..." that work/peak prints for what this core has."""
    return {fields[0]: float(fields[1]) for fields in map(str.split, output.splitlines()) if len(fields) > 1}


def one_round(options, files, cpu):
    """The measurements of one round, by name."""
    result = {"peaks": read_peaks(run([os.path.join(options.work, "peak")], cpu, True)["output"])}
    command = [options.program, "read", "--model", options.model, "--format", "jsonl", "--jobs", "1", *files]
    result["paths"] = {path: run(command, cpu, path=path) for path in result["peaks"]}
    result["dragoman"] = min(result["paths"].values(), key=lambda figures: figures["processor"])
    stages = run([os.path.join(options.work, "stages"), options.model, *files], cpu, True)
    result["stages"] = json.loads(stages["output"])
    if options.spacy == "yes":
        python = os.path.join(options.work, "venv", "bin", "python")
        whole = run([python, os.path.join(ROOT, "bench", "spacy_read.py"), *files], cpu, True)
        result["spacy"] = {**json.loads(whole["output"]), "memory": whole["memory"]}
    return result


def best(rounds, name, key="processor"):
    return min(item[name][key] for item in rounds)


def middle(rounds, name, key="processor"):
    return statistics.median(item[name][key] for item in rounds)


def speed_lines(rounds, words, pieces):
    yield "%-28s %10s %10s %10s %12s" % ("one core, one thread", "words/s", "(median)", "pieces/s", "memory")
    for name, label in (("dragoman", "dragoman, the whole program"), ("spacy", "spaCy small, loading apart")):
        if name not in rounds[0]:
            continue
        row = words / best(rounds, name), words / middle(rounds, name), pieces / best(rounds, name)
        memory = max(item[name]["memory"] for item in rounds)
        shown = "%10.0f" % row[2] if name == "dragoman" else "%10s" % ""
        yield "%-28s %10.0f %10.0f %s %9.0f MB" % (label, row[0], row[1], shown, memory)


def path_lines(rounds, pieces):
    """The speed on each CPU path, as a share of what the path's own peak would allow."""
    head = "CPU path", "peak GOP/s", "= pieces/s", "reached", "share", "(median)"
    yield "%-28s %10s %12s %10s %10s %10s" % head
    for path in rounds[0]["peaks"]:
        peak = max(item["peaks"][path] for item in rounds)
        limit = 1000 * peak / MOP_A_PIECE
        speeds = [pieces / item["paths"][path]["processor"] for item in rounds]
        reached = max(speeds)
        each = [speed / (10 * item["peaks"][path] / MOP_A_PIECE) for speed, item in zip(speeds, rounds)]
        shares = 100 * reached / limit, statistics.median(each)
        yield "%-28s %10.0f %12.0f %10.0f %8.1f %% %8.1f %%" % (path, peak, limit, reached, *shares)
    yield "(%.1f MOP a piece; bar %d %%, goal %d %%)" % (MOP_A_PIECE, *BARS["peak"])
    if "amx" in rounds[0]["peaks"]:
        vector = max(item["peaks"]["avx512vnni"] for item in rounds)
        share = 100 * pieces / best(rounds, "dragoman") / (1000 * vector / MOP_A_PIECE)
        yield "(the fastest path reaches %.1f %% of what the vector unit's peak would allow)" % share


def bar_lines(rounds):
    def line(label, value, rest):
        return "%-28s %10s   %s" % (label, value, rest)
    if "spacy" in rounds[0]:
        each = [item["spacy"]["processor"] / item["dragoman"]["processor"] for item in rounds]
        yield line("times spaCy small", "%.2f x" % (best(rounds, "spacy") / best(rounds, "dragoman")),
                   "bar %.1f, goal %.1f; median of rounds %.2f" % (*BARS["spacy"], statistics.median(each)))
    yield line("peak memory", "%.0f MB" % max(item["dragoman"]["memory"] for item in rounds),
               "bar: below %d MB" % BARS["memory"])


def stage_lines(rounds, words):
    chosen = min((item["stages"] for item in rounds), key=lambda stages: sum(stages["seconds"].values()))
    total = sum(chosen["seconds"].values())
    yield "%-28s %10s %22s" % ("stage", "share", "ms for 1,000 words")
    for name, seconds in chosen["seconds"].items():
        yield "%-28s %8.1f %% %22.2f" % (name, 100 * seconds / total, 1e6 * seconds / words)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", required=True)
    parser.add_argument("--model", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--texts", default="")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cpu", type=int, default=-1)
    parser.add_argument("--spacy", choices=("yes", "no"), default="yes")
    return parser.parse_args()


def main():
    options = arguments()
    cpus = sorted(os.sched_getaffinity(0))
    cpu = cpus[-1] if options.cpu < 0 else options.cpu
    folder = options.texts or repeated_examples(options.work)
    files = sorted(glob.glob(os.path.join(folder, "*.txt")))
    if not files:
        sys.exit("bench: no *.txt in %s" % folder)
    words, rounds = count_words(files), []
    for number in range(options.rounds):
        print("\rround %d of %d " % (number + 1, options.rounds), end="", file=sys.stderr, flush=True)
        rounds.append(one_round(options, files, cpu))
    print("\r", end="", file=sys.stderr)
    stages = rounds[0]["stages"]
    print("machine  %s, core %d of %d; kernels: %s" % (processor_name(), cpu, os.cpu_count(), stages["path"]))
    print("texts    %s: %d files, %d words, %d word pieces" % (
        "examples, repeated" if not options.texts else os.path.basename(os.path.abspath(folder)),
        len(files), words, stages["pieces"]))
    print("windows  %d pieces with %d of overlap" % (stages["window"], stages["overlap"]))
    print("times    processor time, best of %d rounds in turns\n" % len(rounds))
    pieces = stages["pieces"]
    for part in (speed_lines(rounds, words, pieces), path_lines(rounds, pieces), bar_lines(rounds),
                 stage_lines(rounds, words)):
        print("\n".join(part) + "\n")


if __name__ == "__main__":
    main()
