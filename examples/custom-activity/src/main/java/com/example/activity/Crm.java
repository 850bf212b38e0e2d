package com.example.activity;

import io.spillway.ports.event.StreamEvent;
import java.io.IOException;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** External system with outages. A set makes it idempotent. */
final class Crm {

  final Set<String> fans = Collections.synchronizedSet(new TreeSet<>());
  volatile boolean isAway;

  void note(StreamEvent event) throws IOException {
    if (isAway) {
      throw new IOException("no route to host");
    }
    fans.add(event.actor());
  }
}
