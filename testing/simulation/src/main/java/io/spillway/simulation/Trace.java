package io.spillway.simulation;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Trace of a simulation, for a listener. */
final class Trace {

  private final @Nullable Consumer<String> listener;

  private Trace(@Nullable Consumer<String> listener) {
    this.listener = listener;
  }

  /** Returns a no-op trace, which formats no line. */
  static Trace none() {
    return new Trace(null);
  }

  static Trace to(Consumer<String> listener) {
    return new Trace(listener);
  }

  void add(Supplier<String> line) {
    addAll(() -> List.of(line.get()));
  }

  void addAll(Supplier<List<String>> lines) {
    if (listener != null) {
      lines.get().forEach(listener);
    }
  }
}
