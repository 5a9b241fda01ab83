#!/usr/bin/env python3
"""Measures Junctor as docs/benchmarks.md tells it: CPU per request beside nginx, time and CPU to ready, memory.

Build first (./junctor version does). The harness, compare.py and startup.py with a simulated provider, is looked for in
../shared/bench or where --harness or JUNCTOR_BENCH says; without it only the starts of the demo are measured.
"""
import argparse
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
APP = HOME / 'server/target/app'
KEY = 'bench-0123456789abcdef0123456789abcdef'
MODEL = 'bench/tiny'
CASES = ['small', 'large', 'burst', 'flush', 'paced']
# As the launcher starts it; the heap as small as one CPU's share of a small machine.
FLAGS = ('-XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED '
         '--sun-misc-unsafe-memory-access=allow -Dfile.encoding=UTF-8 '
         '-Dio.netty.leakDetection.samplingInterval=4096').split()
QUIET = ['-Xlog:disable', '-Xlog:all=warning:stderr', '-Xlog:aot*=off:stderr', '-Xlog:cds*=off:stderr']
SMALL_HEAP = ['-Xmx256m', '-XX:+UseSerialGC']
CONFIG = '''listen: 127.0.0.1:{port}
data: {data}
keys:
  - {{name: bench, key: {key}}}
providers:
  mock:
    dialect: openai-chat
    base_url: http://127.0.0.1:{mock}/v1
    api_key: none
    models:
      - {{id: {model}, upstream: gpt-4o-mini, context: 1000000, max_output: 32768, price: {{input: 0.15, output: 0.60}}}}
'''


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    p.add_argument('--harness', type=Path, default=Path(os.environ.get('JUNCTOR_BENCH', HOME.parent / 'shared/bench')))
    p.add_argument('--case', action='append', choices=CASES, help='only this one (may be repeated)')
    p.add_argument('--reps', type=int, default=5)
    p.add_argument('--seconds', type=float, default=4)
    p.add_argument('--warmup', type=float, default=60)
    p.add_argument('--starts', type=int, default=5)
    p.add_argument('--port', type=int, default=18070)
    p.add_argument('--mock-port', type=int, default=18080)
    p.add_argument('--nginx-port', type=int, default=18081)
    p.add_argument('--only', choices=['load', 'starts'], help='only one half')
    return p.parse_args()


def java():
    found = subprocess.run(['sh', HOME / '.mvn/jdk.sh'], capture_output=True, text=True, check=True).stdout.strip()
    return str(Path(found) / 'bin/java')


def junctor(more, *words):
    return [java(), *FLAGS, *QUIET, *more, '-jar', str(APP / 'junctor.jar'), *words]


def load():
    one, five, fifteen = os.getloadavg()
    return f'{one:.1f} {five:.1f} {fifteen:.1f}'


def main():
    args = arguments()
    if not (APP / 'junctor.jar').is_file():
        sys.exit('run: there is no build; ./junctor version makes one')
    folder = Path(tempfile.mkdtemp(prefix='junctor-bench-'))
    try:
        harness = (args.harness / 'compare.py').is_file()
        if not harness:
            print(f'run: no harness at {args.harness}; only starts are measured', file=sys.stderr)
        config = folder / 'junctor.yaml'
        config.write_text(CONFIG.format(port=args.port, data=folder / 'data', key=KEY, mock=args.mock_port, model=MODEL))
        print(f'load of the machine before: {load()}\n')
        if args.only != 'load':
            starts(args, folder, config, harness)
        if harness and args.only != 'starts':
            compared(args, folder, config)
        print(f'\nload of the machine after: {load()}')
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def compared(args, folder, config):
    """The cases beside nginx, against one fresh process."""
    report = folder / 'report.json'
    command = ['taskset', '-c', '0', *junctor(SMALL_HEAP, 'serve', '--config', str(config))]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        if 'ready' not in process.stdout.readline():
            sys.exit('run: Junctor did not start')
        cases = [word for case in args.case or CASES for word in ('--case', case)]
        subprocess.run(
            [args.harness / 'compare.py', '--target', f'junctor,http://127.0.0.1:{args.port},{process.pid},{KEY},{MODEL}',
             '--reps', str(args.reps), '--seconds', str(args.seconds), '--warmup', str(args.warmup),
             '--mock-port', str(args.mock_port), '--nginx-port', str(args.nginx_port), '--json', report, *cases],
            stdout=subprocess.DEVNULL, check=True)
    finally:
        stop(process)
    print('| case | x nginx, median (least to most) | CPU us, Junctor | CPU us, nginx | wrong answers |')
    print('|---|---|---|---|---|')
    rows = json.loads(report.read_text())['summary']
    for row in rows:
        print(f"| {row['case']} | {row['ratio']:.2f} ({row['ratio_least']:.2f} to {row['ratio_most']:.2f}) "
              f"| {row['cpu_us']:,.0f} | {row['nginx_cpu_us']:,.0f} | {row['wrong']} |")
    print(f"\nresident after the load: {max(row['rss_kb'] for row in rows) / 1024:.0f} MB")


def starts(args, folder, config, harness):
    """Starts without and with the cache that the launcher prepares."""
    cache = rehearsed(folder)
    print('| start | ready after ms, median (least to most) | CPU ms | resident MB |')
    print('|---|---|---|---|')
    for name, more in (('without cache', []), ('with cache', [f'-XX:AOTCache={cache}'])):
        demo_starts(args, folder, f'`demo`, new data folder, {name}', more, fresh=True)
        demo_starts(args, folder, f'`demo`, kept data folder, {name}', more, fresh=False)
    print()
    for name, more in (('without', []), ('with', [f'-XX:AOTCache={cache}'])) if harness else ():
        subprocess.run(
            [args.harness / 'startup.py', '--target', f'serve-{name}-cache,http://127.0.0.1:{args.port},0,{KEY},{MODEL}',
             '--reps', str(args.starts), '--mock-port', str(args.mock_port), '--proxy-cpu', '0,1', '--',
             *junctor(more, 'serve', '--config', str(config))], check=True)
    print()


def rehearsed(folder):
    learned, cache = folder / 'junctor.aotconfig', folder / 'junctor.aot'
    for more, words in ((['-XX:AOTMode=record', f'-XX:AOTConfiguration={learned}'], ['rehearse']),
                        (['-XX:AOTMode=create', f'-XX:AOTConfiguration={learned}', f'-XX:AOTCache={cache}'], [])):
        subprocess.run([java(), *FLAGS, *more, '-jar', str(APP / 'junctor.jar'), *words],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return cache


def demo_starts(args, folder, name, more, fresh):
    data = folder / 'demo'
    figures = []
    for _ in range(args.starts):
        if fresh:
            shutil.rmtree(data, ignore_errors=True)
        begin = time.monotonic()
        process = subprocess.Popen(junctor(more, 'demo', '--port', str(args.port), '--data', str(data), '--json'),
                                   stdout=subprocess.PIPE, text=True)
        try:
            if not process.stdout.readline().startswith('{'):
                sys.exit('run: the demo did not start')
            figures.append(((time.monotonic() - begin) * 1e3, cpu_ms(process.pid), resident_mb(process.pid)))
        finally:
            stop(process)
    wall, cpu, memory = (sorted(column) for column in zip(*figures))
    print(f'| {name} | {statistics.median(wall):,.0f} ({wall[0]:,.0f} to {wall[-1]:,.0f}) '
          f'| {statistics.median(cpu):,.0f} | {statistics.median(memory):.0f} |', flush=True)


def cpu_ms(pid):
    fields = Path(f'/proc/{pid}/stat').read_text().rpartition(')')[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf('SC_CLK_TCK')


def resident_mb(pid):
    status = Path(f'/proc/{pid}/status').read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith('VmRSS')) / 1024


def stop(process):
    process.send_signal(signal.SIGTERM)
    process.wait(20)


if __name__ == '__main__':
    main()
