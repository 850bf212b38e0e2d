package io.spillway.functions.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.DonorMessages;
import io.spillway.functions.access.Role;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.Query;
import io.spillway.functions.http.StreamPage;
import io.spillway.ports.Recount;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.AlertStore;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.message.MessageCounts;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.wire.AlertJson;
import io.spillway.wire.Json;
import io.spillway.wire.StatsJson;

/** Handlers for a stream's statistics, their recount, and alerts. */
final class StreamHandlers {

  private final StatsStore totals;
  private final MessageArchive messages;
  private final ViolationArchive violations;
  private final AlertStore alerts;
  private final DonorMessages donorMessages;

  StreamHandlers(
      StatsStore totals,
      MessageArchive messages,
      ViolationArchive violations,
      AlertStore alerts,
      DonorMessages donorMessages) {
    this.totals = totals;
    this.messages = messages;
    this.violations = violations;
    this.alerts = alerts;
    this.donorMessages = donorMessages;
  }

  ApiResponse stats(Call call) {
    Query query = call.query();
    String stream = query.pathId("streamId");
    query.orThrow();
    return ApiResponse.json(
        200,
        StatsJson.write(
            stream,
            totals.totals(stream),
            messages.count(stream),
            violations.countWithheld(stream)));
  }

  /** Counts a stream's messages again, and corrects the numbers that the stores keep. */
  ApiResponse recount(Call call) {
    Query query = call.query();
    String stream = query.pathId("streamId");
    query.orThrow();
    Recount<MessageCounts> counted = messages.recount(stream);
    Recount<Long> withheld = violations.recountWithheld(stream);
    ObjectNode node = Json.object().put("streamId", stream);
    node.set("before", StatsJson.write(counted.before(), withheld.before()));
    node.set("after", StatsJson.write(counted.after(), withheld.after()));
    return ApiResponse.json(200, node);
  }

  ApiResponse alerts(Call call) {
    boolean isOperator = call.caller().may(Role.OPERATOR, call.path("streamId"));
    return StreamPage.of(
        call,
        alerts::list,
        stored -> {
          Alert alert = donorMessages.withText(stored);
          return isOperator ? AlertJson.writeForOperators(alert) : AlertJson.write(alert.shown());
        });
  }
}
