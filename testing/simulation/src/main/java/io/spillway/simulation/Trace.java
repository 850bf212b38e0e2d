package io.spillway.simulation;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells what happens, to whoever listens. */
final class Trace {

  private final @Nullable Consumer<String> listener;

  private Trace(@Nullable Consumer<String> listener) {
    this.listener = listener;
  }

  /** Nobody listens, and no line is made. */
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
