package io.spillway.durable;

import com.google.protobuf.Timestamp;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.InstanceQuery;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationStatus;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.PurgeInstanceFilter;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * Filter of orchestrations.
 *
 * @param states the states; any if empty
 * @param from the earliest start
 * @param to the latest start
 * @param prefix the prefix of ids
 * @param after the id after which the results begin; empty for all
 */
record InstanceFilter(
    List<OrchestrationStatus> states, Instant from, Instant to, String prefix, String after)
    implements Predicate<InstanceStatus> {

  static InstanceFilter of(InstanceQuery query) {
    return new InstanceFilter(
        query.getRuntimeStatusList(),
        instant(query.hasCreatedTimeFrom(), query.getCreatedTimeFrom(), Instant.MIN),
        instant(query.hasCreatedTimeTo(), query.getCreatedTimeTo(), Instant.MAX),
        query.getInstanceIdPrefix().getValue(),
        query.getContinuationToken().getValue());
  }

  static InstanceFilter of(PurgeInstanceFilter filter) {
    return new InstanceFilter(
        filter.getRuntimeStatusList(),
        instant(filter.hasCreatedTimeFrom(), filter.getCreatedTimeFrom(), Instant.MIN),
        instant(filter.hasCreatedTimeTo(), filter.getCreatedTimeTo(), Instant.MAX),
        "",
        "");
  }

  @Override
  public boolean test(InstanceStatus status) {
    OrchestrationStatus state =
        OrchestrationStatus.valueOf("ORCHESTRATION_STATUS_" + status.state());
    return (states.isEmpty() || states.contains(state))
        && !status.createdAt().isBefore(from)
        && !status.createdAt().isAfter(to)
        && status.instanceId().startsWith(prefix)
        && status.instanceId().compareTo(after) > 0;
  }

  private static Instant instant(boolean isSet, Timestamp time, Instant otherwise) {
    return isSet ? Events.instant(time) : otherwise;
  }
}
