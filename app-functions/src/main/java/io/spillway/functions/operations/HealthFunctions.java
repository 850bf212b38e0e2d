package io.spillway.functions.operations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.spillway.functions.Adapters;
import io.spillway.functions.Assembly;
import io.spillway.functions.access.Role;
import io.spillway.functions.http.Answer;
import io.spillway.functions.http.HttpEntry;
import io.spillway.ports.Health;
import io.spillway.ports.Monitored;
import io.spillway.wire.Codes;
import io.spillway.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Health of the service, from what was last seen; asking makes no call. Strangers see the status
 * and the version, moderators and operators every port: a port's detail tells an attacker when
 * moderation fails open.
 */
public final class HealthFunctions {

  private static final String CLASSIFIER = "classifier";

  /** A function key is none of these: the platform does not check it on a route open to all. */
  private static final Set<Role> SHOWN_PORTS = Set.of(Role.MODERATOR, Role.OPERATOR);

  private final HttpEntry http;
  private final String version;
  private final Assembly assembly;

  public HealthFunctions(Assembly assembly, HttpEntry http) {
    this.assembly = assembly;
    this.http = http;
    version = assembly.adapters().origin().appVersion();
  }

  @FunctionName("GetHealth")
  public HttpResponseMessage health(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "health")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return http.answerByRole(request, context, SHOWN_PORTS, this::answer);
  }

  private Answer answer(boolean showPorts, @Nullable String code) {
    ObjectNode node = Json.object();
    ObjectNode states = Json.object();
    Health.State worst = Health.State.UP;
    for (Map.Entry<String, Monitored> port : ports().entrySet()) {
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
    return Answer.json(worst == Health.State.DOWN ? 503 : 200, node);
  }

  private Map<String, Monitored> ports() {
    Adapters adapters = assembly.adapters();
    Map<String, Monitored> ports = new LinkedHashMap<>();
    ports.put("messages", adapters.messages());
    ports.put("violations", adapters.violations());
    ports.put(CLASSIFIER, adapters.classifier());
    ports.put("events", adapters.events());
    ports.put("stats", adapters.stats());
    ports.put("alerts", adapters.alerting().store());
    if (adapters.alerting().channel() != null) {
      ports.put("alertChannel", adapters.alerting().channel());
    }
    ports.put("deadLetters", adapters.deadLetters());
    ports.put("redrives", adapters.redrives());
    ports.put("policies", assembly.policies());
    ports.put("erasures", adapters.erasures());
    ports.put("eventQueue", adapters.eventQueue());
    ports.put("deadLetterQueue", adapters.deadLetterQueue());
    ports.put("poisonQueues", assembly.poisonQueues());
    ports.put("activities", assembly.activities());
    if (adapters.parking() != null) {
      ports.put("parking", assembly.parking());
    }
    ports.put("workflows", assembly.engine());
    return ports;
  }

  /** Without its classifier the service publishes unmoderated, so it is degraded and not down. */
  private static Health.State weight(String port, Health.State state) {
    return port.equals(CLASSIFIER) && state == Health.State.DOWN ? Health.State.DEGRADED : state;
  }

  private static Health.State worse(Health.State one, Health.State other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
