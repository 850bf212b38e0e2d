package io.spillway.architecture.broken.ports;

import com.fasterxml.jackson.databind.JsonNode;

/** A port that speaks a library's types. */
public interface PortWithLibrary {
  void put(JsonNode node);
}
