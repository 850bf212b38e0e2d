package io.spillway.functions.orchestration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import com.microsoft.durabletask.azurefunctions.HttpManagementPayload;
import io.spillway.wire.Json;

/** The durable engine's own links to an orchestration, under the names that it gives them. */
public final class ManagementLinks {

  private ManagementLinks() {}

  /** The links; on Azure they hold a key to every orchestration, so only operators may see them. */
  public static ObjectNode write(
      DurableClientContext durable, HttpRequestMessage<?> request, String instanceId) {
    HttpManagementPayload links = durable.createHttpManagementPayload(request, instanceId);
    return Json.object()
        .put("id", links.getId())
        .put("statusQueryGetUri", links.getStatusQueryGetUri())
        .put("sendEventPostUri", links.getSendEventPostUri())
        .put("terminatePostUri", links.getTerminatePostUri())
        .put("purgeHistoryDeleteUri", links.getPurgeHistoryDeleteUri())
        .put("restartPostUri", links.getRestartPostUri());
  }
}
