package io.spillway;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.event.StreamEvent;

/** Activity composed of a name and a function. */
record NamedActivity(String name, Work work) implements Activity {

  NamedActivity {
    requireNonNull(name, "name");
    requireNonNull(work, "work");
  }

  @Override
  public void run(StreamEvent event) throws Exception {
    work.run(event);
  }
}
