package io.spillway.architecture.broken.wire;

import com.azure.storage.queue.QueueClient;
import com.microsoft.azure.functions.HttpStatus;
import org.jspecify.annotations.Nullable;

/** A codec that knows a cloud and a host. */
public final class WanderingWire {
  @Nullable QueueClient client;
  HttpStatus status = HttpStatus.OK;
}
