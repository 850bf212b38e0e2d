package com.example.store;

import io.spillway.ports.event.EventLog;
import io.spillway.testkit.event.EventLogContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Every test is in the contract: what Spillway's own event logs are held to. */
class FileEventLogTest extends EventLogContract {

  @TempDir Path folder;

  @Override
  protected EventLog newLog() {
    return new FileEventLog(folder);
  }
}
