package io.spillway.architecture.broken.core;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.time.Instant;

/** A rule that reads the clock, the disk and a library. */
public final class WorldlyRule {
  Instant now() {
    return Instant.now();
  }

  boolean exists() {
    return new File("x").exists();
  }

  ObjectMapper mapper() {
    return new ObjectMapper();
  }
}
