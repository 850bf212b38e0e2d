package io.spillway.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Resource usage of the server's process, from Linux and the JDK's jcmd. */
final class ServerProcess {

  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final Pattern HEAP = Pattern.compile("\\bused (\\d+)K");
  private static final double KIB_IN_MIB = 1_024;

  /** Clock ticks per second in /proc, the same on every Linux. */
  private static final double TICKS_IN_SECOND = 100;

  private static final int USER_TICKS = 11;

  private final @Nullable Long pid;

  ServerProcess(@Nullable Long pid) {
    this.pid = pid;
  }

  /** Returns the resident memory in MiB. */
  OptionalDouble resident() {
    Matcher matcher = RESIDENT.matcher(read("status"));
    return matcher.find()
        ? OptionalDouble.of(Long.parseLong(matcher.group(1)) / KIB_IN_MIB)
        : OptionalDouble.empty();
  }

  /** Returns the used heap in MiB, after a full collection. */
  OptionalDouble heapInUse() {
    jcmd("GC.run");
    String told = jcmd("GC.heap_info");
    int end = told.indexOf("Metaspace");
    Matcher used = HEAP.matcher(end < 0 ? told : told.substring(0, end));
    double kib = used.results().mapToLong(found -> Long.parseLong(found.group(1))).sum();
    return kib == 0 ? OptionalDouble.empty() : OptionalDouble.of(kib / KIB_IN_MIB);
  }

  /** Returns the processor time in seconds. */
  OptionalDouble processorSeconds() {
    String stat = read("stat");
    int name = stat.lastIndexOf(')');
    if (name < 0) {
      return OptionalDouble.empty();
    }
    String[] fields = stat.substring(name + 2).split(" ", -1);
    long ticks = Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[USER_TICKS + 1]);
    return OptionalDouble.of(ticks / TICKS_IN_SECOND);
  }

  private String read(String file) {
    try {
      return pid == null ? "" : Files.readString(Path.of("/proc", pid.toString(), file));
    } catch (IOException notOnThisMachine) {
      return "";
    }
  }

  private String jcmd(String command) {
    if (pid == null) {
      return "";
    }
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process process =
          new ProcessBuilder(jcmd, pid.toString(), command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      return process.waitFor(10, TimeUnit.SECONDS) ? said : "";
    } catch (IOException noSuchTool) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
