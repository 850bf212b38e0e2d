package io.spillway.functions;

import io.spillway.functions.access.Callers;
import io.spillway.functions.authors.AuthorFunctions;
import io.spillway.functions.authors.ErasureFunctions;
import io.spillway.functions.deadletters.DeadLetterDeskFunctions;
import io.spillway.functions.deadletters.DeadLetterFunctions;
import io.spillway.functions.deadletters.RedriveFunctions;
import io.spillway.functions.events.EventFunctions;
import io.spillway.functions.events.StreamEventFunctions;
import io.spillway.functions.events.StreamFunctions;
import io.spillway.functions.events.WorkflowFunctions;
import io.spillway.functions.http.HttpEntry;
import io.spillway.functions.messages.MessageFunctions;
import io.spillway.functions.moderation.MarkedFunctions;
import io.spillway.functions.moderation.ModerationFunctions;
import io.spillway.functions.operations.DashboardFunctions;
import io.spillway.functions.operations.HealthFunctions;
import io.spillway.functions.operations.HistoryFunctions;
import io.spillway.functions.operations.OpenApiFunctions;
import io.spillway.functions.operations.PoisonDepths;
import io.spillway.functions.operations.QueueDepthFunctions;
import io.spillway.functions.operations.SessionFunctions;
import io.spillway.functions.operations.SweepFunctions;
import io.spillway.functions.orchestration.EventActivityFunctions;
import io.spillway.functions.orchestration.EventOrchestration;
import io.spillway.functions.orchestration.EventProcessing;
import io.spillway.functions.policies.PolicyFunctions;
import io.spillway.functions.policies.PolicyTrialFunctions;
import io.spillway.functions.policies.PolicyVersionFunctions;
import io.spillway.functions.violations.AuditFunctions;
import io.spillway.functions.violations.BulkReviewFunctions;
import io.spillway.functions.violations.ClaimFunctions;
import io.spillway.functions.violations.ReviewQueueFunctions;
import io.spillway.functions.violations.ViolationFunctions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the function classes, each once and when it is first asked for. */
public final class FunctionInstances {

  private final Assembly assembly;
  private final HttpEntry http;
  private final Map<Class<?>, Object> made = new ConcurrentHashMap<>();
  private volatile @Nullable Map<Class<?>, Supplier<?>> makers;

  public FunctionInstances(Spillway spillway, Callers callers) {
    this(Assembly.of(spillway), callers);
  }

  /** The whole is put together when an instance is asked for that needs it: health does not. */
  public FunctionInstances(Assembly assembly, Callers callers) {
    this.assembly = assembly;
    this.http = new HttpEntry(callers, assembly.adapters().clock());
  }

  private Map<Class<?>, Supplier<?>> makers() {
    Map<Class<?>, Supplier<?>> known = makers;
    if (known == null) {
      known = makers(assembly.spillway());
      makers = known;
    }
    return known;
  }

  private Map<Class<?>, Supplier<?>> makers(Spillway spillway) {
    Map<Class<?>, Supplier<?>> makers = new LinkedHashMap<>();
    PoisonDepths poison = assembly.poisonQueues();
    makers.put(MessageFunctions.class, () -> new MessageFunctions(spillway, http));
    makers.put(ViolationFunctions.class, () -> new ViolationFunctions(spillway, http));
    makers.put(ReviewQueueFunctions.class, () -> new ReviewQueueFunctions(spillway, http));
    makers.put(ClaimFunctions.class, () -> new ClaimFunctions(spillway, http));
    makers.put(BulkReviewFunctions.class, () -> new BulkReviewFunctions(spillway, http));
    makers.put(AuditFunctions.class, () -> new AuditFunctions(spillway, http));
    makers.put(AuthorFunctions.class, () -> new AuthorFunctions(spillway, http));
    makers.put(ErasureFunctions.class, () -> new ErasureFunctions(spillway, http));
    makers.put(ModerationFunctions.class, () -> new ModerationFunctions(spillway, http));
    makers.put(PolicyFunctions.class, () -> new PolicyFunctions(spillway, http));
    makers.put(PolicyTrialFunctions.class, () -> new PolicyTrialFunctions(spillway, http));
    makers.put(MarkedFunctions.class, () -> new MarkedFunctions(spillway, http));
    makers.put(PolicyVersionFunctions.class, () -> new PolicyVersionFunctions(spillway, http));
    makers.put(EventFunctions.class, () -> new EventFunctions(spillway, http));
    makers.put(WorkflowFunctions.class, () -> new WorkflowFunctions(http));
    makers.put(StreamFunctions.class, () -> new StreamFunctions(spillway, http));
    makers.put(StreamEventFunctions.class, () -> new StreamEventFunctions(spillway));
    EventProcessing processing = spillway.eventProcessing();
    makers.put(EventOrchestration.class, () -> new EventOrchestration(processing.telemetry()));
    makers.put(
        EventActivityFunctions.class,
        () -> new EventActivityFunctions(processing.activities(), processing.deadLetters()));
    makers.put(HistoryFunctions.class, () -> new HistoryFunctions(spillway));
    makers.put(DeadLetterFunctions.class, () -> new DeadLetterFunctions(spillway, http));
    makers.put(DeadLetterDeskFunctions.class, () -> new DeadLetterDeskFunctions(spillway, http));
    makers.put(RedriveFunctions.class, () -> new RedriveFunctions(spillway, http));
    makers.put(QueueDepthFunctions.class, () -> new QueueDepthFunctions(spillway, poison, http));
    makers.put(SweepFunctions.class, () -> new SweepFunctions(spillway, poison));
    makers.put(HealthFunctions.class, () -> new HealthFunctions(assembly, http));
    makers.put(OpenApiFunctions.class, () -> new OpenApiFunctions(http));
    makers.put(DashboardFunctions.class, () -> new DashboardFunctions(http));
    makers.put(SessionFunctions.class, () -> new SessionFunctions(http));
    return makers;
  }

  /** Every class that has functions. */
  public List<Class<?>> classes() {
    return List.copyOf(makers().keySet());
  }

  /**
   * The one instance of a class.
   *
   * @throws IllegalArgumentException for a class without functions
   */
  public <T> T instance(Class<T> type) {
    return type.cast(made.computeIfAbsent(type, this::make));
  }

  private Object make(Class<?> type) {
    if (type == HealthFunctions.class) {
      return new HealthFunctions(assembly, http);
    }
    Supplier<?> maker = makers().get(type);
    if (maker == null) {
      throw new IllegalArgumentException("no function class: " + type.getName());
    }
    return maker.get();
  }

  /** An instance of every class. */
  public List<Object> all() {
    return makers().keySet().stream().<Object>map(this::instance).toList();
  }
}
