package io.spillway.functions.operations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.functions.access.Role;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Call;
import io.spillway.functions.invocation.FunctionLog;
import io.spillway.ports.Health;
import io.spillway.ports.Monitored;
import io.spillway.ports.PortException;
import io.spillway.wire.Codes;
import io.spillway.wire.Json;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Health of the service, from last known states; makes no call. Anonymous callers see the status
 * and the version, moderators and operators every dependency: its detail would tell an attacker
 * when moderation fails open.
 */
final class HealthHandlers {

  private static final String CLASSIFIER = "classifier";

  /** Excludes the function key, which the platform does not check on a public route. */
  private static final Set<Role> SHOWN_PORTS = Set.of(Role.MODERATOR, Role.OPERATOR);

  private final Supplier<Map<String, Monitored>> ports;
  private final String version;

  HealthHandlers(Supplier<Map<String, Monitored>> ports, String version) {
    this.ports = ports;
    this.version = version;
  }

  /**
   * Returns the health. If no caller can be identified, as with invalid settings, everyone is
   * anonymous; the log has the reason.
   */
  ApiResponse health(Call call) {
    try {
      return answer(call.caller().roles().stream().anyMatch(SHOWN_PORTS::contains), null);
    } catch (PortException e) {
      FunctionLog.logFailure(e);
      return answer(false, e.failure().code());
    }
  }

  private ApiResponse answer(boolean showPorts, @Nullable String code) {
    ObjectNode node = Json.object();
    ObjectNode states = Json.object();
    Health.State worst = Health.State.UP;
    for (Map.Entry<String, Monitored> port : ports.get().entrySet()) {
      Health health = port.getValue().health();
      states
          .putObject(port.getKey())
          .put("adapter", health.adapter())
          .put("state", Codes.code(health.state()))
          .put("detail", health.detail());
      worst = worse(worst, weight(port.getKey(), health.state()));
    }
    node.put("status", Codes.code(worst)).put("version", version);
    if (code != null) {
      node.put("code", code);
    }
    if (showPorts) {
      node.set("ports", states);
    }
    return ApiResponse.json(worst == Health.State.DOWN ? 503 : 200, node);
  }

  /**
   * Returns the weight of a dependency. Without its classifier the service publishes unmoderated
   * messages, so it is degraded and not down.
   */
  private static Health.State weight(String port, Health.State state) {
    return port.equals(CLASSIFIER) && state == Health.State.DOWN ? Health.State.DEGRADED : state;
  }

  private static Health.State worse(Health.State one, Health.State other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
