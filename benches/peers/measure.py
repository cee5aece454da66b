#!/usr/bin/env python3
"""Runs one command and tells what it cost.

    measure.py RESULT SECONDS COMMAND...

Writes JSON into the file RESULT: `cpu` (seconds, user and system) and `rss` (bytes), both of the command and of all its
descendants that were waited for, `wall` (seconds) and `code`. `rss` is the peak of the largest process, not of their
sum. The kernel counts the memory of the process that forked as the child's first peak, so this is a program of its own
that imports next to nothing: what needs less than some 7 MB is said to need that. After SECONDS the command and what it
started are killed, and the code is -9.
"""
import os, signal, sys, time


def main():
    result, seconds, command = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    start = time.monotonic()
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        os.execvp(command[0], command)
    signal.signal(signal.SIGALRM, lambda *_: os.killpg(child, signal.SIGKILL))
    signal.alarm(seconds)
    _, status, usage = os.wait4(child, 0)
    wall = time.monotonic() - start
    code, cpu = os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime
    with open(result, "w") as file:
        file.write(f'{{"cpu": {cpu:.4f}, "wall": {wall:.4f}, "rss": {usage.ru_maxrss * 1024}, "code": {code}}}')


main()
