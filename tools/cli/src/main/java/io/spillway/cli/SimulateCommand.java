package io.spillway.cli;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code spillway simulate}. Builds the simulation on first use, because only it needs testkit, and
 * runs it in this process on a separate class path.
 */
@Command(
    name = "simulate",
    header = "Simulates users, machines and faults by seeds, in virtual time.",
    description =
        "Simulates users, machines and faults in virtual time, by seeds, and checks every "
            + "invariant. For its own options: spillway simulate --help.")
final class SimulateCommand implements Callable<Integer> {

  private static final String MODULE = "testing/simulation";
  private static final String MAIN = "io.spillway.simulation.Main";

  @Parameters(paramLabel = "OPTION", arity = "0..*", description = "Options of the simulation.")
  private List<String> arguments = new ArrayList<>();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path target = Checkout.root().resolve(MODULE).resolve(".quick/target");
    Path stamp = target.resolve("built-for-simulate");
    if (!isFresh(stamp)) {
      requireNonNull(spec).commandLine().getErr().println("spillway: building the simulation");
      FileTime begun = FileTime.fromMillis(System.currentTimeMillis());
      if (!Maven.packages(MODULE, List.of("-Pquick", "-Dfunctions.skip=true"))) {
        return 1;
      }
      Files.writeString(stamp, "");
      Files.setLastModifiedTime(stamp, begun);
    }
    run(target);
    return 0;
  }

  /**
   * Returns whether no source has changed since the build; file times of whole seconds may cause an
   * unnecessary build.
   */
  private static boolean isFresh(Path stamp) throws IOException {
    if (!Files.exists(stamp)) {
      return false;
    }
    FileTime built = Files.getLastModifiedTime(stamp);
    Path root = Checkout.root();
    try (Stream<Path> files =
        Files.find(
            root,
            Integer.MAX_VALUE,
            (file, attributes) ->
                attributes.isRegularFile() && attributes.lastModifiedTime().compareTo(built) > 0)) {
      return files.map(root::relativize).noneMatch(SimulateCommand::isSource);
    }
  }

  private static boolean isSource(Path file) {
    String path = "/" + file.toString().replace(File.separatorChar, '/');
    Predicate<String> contains = path::contains;
    return (contains.test("/src/main/") || path.endsWith("/pom.xml"))
        && Stream.of("/target/", "/.quick/", "/node_modules/", "/.git/").noneMatch(contains);
  }

  /** Runs the simulation, and exits with its code. */
  private void run(Path target) throws IOException {
    List<URL> classPath = new ArrayList<>();
    for (Path folder : List.of(target, target.resolve("lib"))) {
      try (Stream<Path> jars = Files.list(folder)) {
        for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
          classPath.add(jar.toUri().toURL());
        }
      }
    }
    ClassLoader loader =
        new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    Thread.currentThread().setContextClassLoader(loader);
    try {
      loader
          .loadClass(MAIN)
          .getMethod("main", String[].class)
          .invoke(null, (Object) arguments.toArray(String[]::new));
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the simulation has no " + MAIN, e);
    }
  }
}
