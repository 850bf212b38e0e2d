package io.spillway.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import io.spillway.functions.http.HttpFunctions;
import io.spillway.functions.settings.InvalidSettingsException;
import io.spillway.functions.settings.Settings;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.message.MessageStore;
import java.time.InstantSource;
import java.util.AbstractMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpillwayInjectorTest {

  private static final Map<String, String> COMPLETE =
      Map.of(
          "SPILLWAY_COSMOS_CONNECTION",
          "AccountEndpoint=https://nobody.invalid/;AccountKey=c2VjcmV0;",
          "AzureWebJobsStorage",
          "UseDevelopmentStorage=true",
          "GEMINI_API_KEY",
          "secret");

  @Test
  void the_worker_finds_it() {
    assertThat(ServiceLoader.load(FunctionInstanceInjector.class))
        .singleElement()
        .isInstanceOf(SpillwayInjector.class);
  }

  @Test
  void the_injector_returns_one_instance_and_opens_no_connection() {
    SpillwayInjector injector = new SpillwayInjector(COMPLETE);
    for (Class<?> type : Spillway.classes()) {
      Object first = injector.getInstance(type);
      assertThat(first).isNotNull();
      assertThat(injector.getInstance(type)).isSameAs(first);
    }
  }

  @Test
  void missing_settings_are_named_without_values() {
    assertThatThrownBy(() -> Settings.from(Map.of("GEMINI_API_KEY", "secret")).complete())
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContainingAll("SPILLWAY_COSMOS_CONNECTION", "AzureWebJobsStorage")
        .hasMessageNotContainingAny("GEMINI_API_KEY", "secret");
    assertThat(Settings.from(COMPLETE).complete()).isNotNull();
  }

  @Test
  void with_wrong_settings_everything_fails_as_in_an_outage() {
    Misconfigured nothing = new Misconfigured(problem());
    MessageStore messages = nothing.stores().messages();
    assertThatThrownBy(() -> messages.find("main", "m-1"))
        .isInstanceOf(PortException.class)
        .hasMessageContainingAll("settings.invalid", "GEMINI_API_KEY");
    assertThat(messages.health().state()).isEqualTo(Health.State.DOWN);
    assertThat(messages.health().detail()).doesNotContain("GEMINI_API_KEY", "SPILLWAY");
    Spillway app = nothing.spillway(InstantSource.system(), new DeadLetter.Origin("test", "1"));
    assertThat(app.instances()).isNotEmpty();
    assertThat(app.ports())
        .containsKeys("policies", "eventQueue")
        .extractingByKeys("messages", "violations", "stats", "deadLetters", "erasures")
        .allSatisfy(store -> assertThat(store.health().state()).isEqualTo(Health.State.DOWN));
  }

  /** The worker never answers an invocation if an Error has ended its thread. */
  @Test
  void an_error_becomes_an_exception() {
    Map<String, String> broken =
        new AbstractMap<>() {
          @Override
          public String get(Object name) {
            throw new NoClassDefFoundError("a library that is missing");
          }

          @Override
          public Set<Entry<String, String>> entrySet() {
            return Set.of();
          }
        };
    assertThatThrownBy(() -> new SpillwayInjector(broken).getInstance(HttpFunctions.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a library that is missing");
  }

  private static InvalidSettingsException problem() {
    try {
      Settings.from(Map.of()).complete();
    } catch (InvalidSettingsException e) {
      return e;
    }
    throw new AssertionError("nothing is set, and yet it is complete");
  }
}
