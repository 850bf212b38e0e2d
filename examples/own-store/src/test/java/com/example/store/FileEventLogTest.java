package com.example.store;

import io.spillway.ports.event.EventLog;
import io.spillway.testkit.event.EventLogContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** All tests are in the contract, which Spillway's own event logs also satisfy. */
class FileEventLogTest extends EventLogContract {

  @TempDir Path folder;

  @Override
  protected EventLog newLog() {
    return new FileEventLog(folder);
  }
}
