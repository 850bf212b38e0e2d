package io.spillway.functions.settings;

import static java.util.Objects.requireNonNull;

import io.spillway.DelayedRetryPolicy;
import io.spillway.adapters.azure.cosmos.CosmosSettings;
import io.spillway.adapters.azure.gemini.GeminiSettings;
import io.spillway.adapters.azure.queue.StorageQueueSettings;
import io.spillway.core.event.ParkingRules;
import io.spillway.functions.access.Access;
import io.spillway.functions.access.Keys;
import io.spillway.functions.access.Role;
import io.spillway.functions.http.Origins;
import io.spillway.ports.Retention;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the service. Each part is null if it is not set.
 *
 * <p>Cosmos DB: {@code SPILLWAY_COSMOS_CONNECTION} (a secret) or {@code SPILLWAY_COSMOS_ENDPOINT}
 * (then by identity, with {@code SPILLWAY_COSMOS_CLIENT_ID} for a user-assigned one); {@code
 * SPILLWAY_COSMOS_DATABASE}, {@code SPILLWAY_COSMOS_MODE} ({@code gateway} or {@code direct}),
 * {@code SPILLWAY_COSMOS_CREATE} ({@code true} to create missing containers), {@code
 * SPILLWAY_COSMOS_TIMEOUT_MS}.
 *
 * <p>Queues, by the Functions host's names: {@code AzureWebJobsStorage} (a secret) or {@code
 * AzureWebJobsStorage__queueServiceUri} (then by identity, with {@code
 * AzureWebJobsStorage__clientId}); {@code SPILLWAY_QUEUE_TIMEOUT_MS}.
 *
 * <p>Gemini: {@code GEMINI_API_KEY} (a secret); {@code SPILLWAY_GEMINI_MODEL}, {@code
 * SPILLWAY_GEMINI_THINKING} ({@code least}, {@code low}, {@code medium} or {@code high}), {@code
 * SPILLWAY_GEMINI_ENDPOINT}, {@code SPILLWAY_GEMINI_TIMEOUT_MS}, {@code SPILLWAY_GEMINI_BUDGET_MS}.
 *
 * <p>Callers: {@code SPILLWAY_MODERATOR_KEYS}, {@code SPILLWAY_OPERATOR_KEYS} and, on hosts without
 * platform function keys, {@code SPILLWAY_FUNCTION_KEYS} (secrets): {@code name:key} pairs, see
 * {@link Keys#with}. {@code WEBSITE_AUTH_ENABLED} is {@code True} if App Service authentication
 * protects the app; only the platform may set it. {@code SPILLWAY_AUTH_TENANT} has the ids of the
 * tenants whose sign-ins give roles; see {@link Access#tenants(String)}.
 *
 * <p>Alerts: see {@link AlertSettings}.
 *
 * <p>Retention: {@code SPILLWAY_RETENTION_MESSAGES_DAYS}, {@code
 * SPILLWAY_RETENTION_VIOLATIONS_DAYS} and {@code SPILLWAY_RETENTION_EVENTS_DAYS}, see {@link
 * Retention}; 365 each by default.
 *
 * <p>Workflow histories: {@code SPILLWAY_WORKFLOW_RETENTION_DAYS}, 1 to 365, default 7.
 *
 * <p>Automatic retries: {@code SPILLWAY_RETRY_HOURS}, 1 to 168; 24 by default.
 *
 * <p>Parking: {@code SPILLWAY_PARK_MINUTES}, see {@link ParkingRules}; off by default.
 *
 * <p>CORS: {@code SPILLWAY_CORS_ORIGINS}, see {@link Origins#of}; none by default.
 *
 * <p>Sources: see {@link SourceSettings}; none by default.
 *
 * @param cosmos the database
 * @param queues the storage account with the queues
 * @param gemini the classifier
 * @param access the authentication of callers
 * @param alerts the alert rules and the webhook
 * @param notifications the rules of notifications, and the webhook for dead letters
 * @param retention the retention of stored data
 * @param parking the parking of events behind a dead letter of their stream
 * @param retries the automatic retries of events after the failure of a dependency
 * @param workflowRetention the retention of histories of ended workflows
 * @param origins the origins of other sites whose pages may call
 * @param sources the platforms whose webhooks become events
 */
public record Settings(
    @Nullable CosmosSettings cosmos,
    @Nullable StorageQueueSettings queues,
    @Nullable GeminiSettings gemini,
    Access access,
    AlertSettings alerts,
    NotificationSettings notifications,
    Retention retention,
    @Nullable ParkingRules parking,
    DelayedRetryPolicy retries,
    Duration workflowRetention,
    Origins origins,
    SourceSettings sources) {

  /** Default retention of workflow histories. */
  public static final Duration WORKFLOW_RETENTION = Duration.ofDays(7);

  private static final String COSMOS = "SPILLWAY_COSMOS_";
  private static final String COSMOS_CONNECTION = COSMOS + "CONNECTION";
  private static final String COSMOS_ENDPOINT = COSMOS + "ENDPOINT";
  private static final String COSMOS_CLIENT_ID = COSMOS + "CLIENT_ID";
  private static final String PARK_MINUTES = "SPILLWAY_PARK_MINUTES";
  private static final String RETRY_HOURS = "SPILLWAY_RETRY_HOURS";
  private static final Duration SHORTEST_RETRIES = Duration.ofHours(1);
  private static final String WORKFLOW_RETENTION_DAYS = "SPILLWAY_WORKFLOW_RETENTION_DAYS";
  private static final Duration LEAST_WORKFLOW_RETENTION = Duration.ofDays(1);
  private static final Duration MOST_WORKFLOW_RETENTION = Duration.ofDays(365);
  private static final String RETENTION = "SPILLWAY_RETENTION_";
  private static final String STORAGE = "AzureWebJobsStorage";
  private static final String STORAGE_URI = STORAGE + "__queueServiceUri";
  private static final String STORAGE_CLIENT_ID = STORAGE + "__clientId";
  private static final String QUEUE_TIMEOUT = "SPILLWAY_QUEUE_TIMEOUT_MS";
  private static final String GEMINI_KEY = "GEMINI_API_KEY";
  private static final String GEMINI = "SPILLWAY_GEMINI_";
  private static final String PLATFORM_AUTHENTICATION = "WEBSITE_AUTH_ENABLED";

  /**
   * Reads the settings from environment variables.
   *
   * @throws InvalidSettingsException with every problem; while references to Key Vault are
   *     unresolved, with those only
   */
  public static Settings from(Map<String, String> environment) {
    SettingsReader reader = new SettingsReader(environment);
    Retention retention = retention(reader);
    CosmosSettings cosmos = cosmos(reader);
    Settings settings =
        new Settings(
            cosmos == null ? null : cosmos.keeping(retention),
            queues(reader),
            gemini(reader),
            access(reader),
            AlertSettings.read(reader),
            NotificationSettings.read(reader),
            retention,
            parking(reader),
            retries(reader),
            workflowRetention(reader),
            origins(reader),
            SourceSettings.read(reader));
    reader.orThrow();
    return settings;
  }

  private static Retention retention(SettingsReader reader) {
    Duration messages = reader.days(RETENTION + "MESSAGES_DAYS", Retention.STANDARD.messages());
    Duration violations =
        reader.days(RETENTION + "VIOLATIONS_DAYS", Retention.STANDARD.violations());
    Duration events = reader.days(RETENTION + "EVENTS_DAYS", Retention.STANDARD.events());
    Retention made =
        reader.make(RETENTION + "*", () -> new Retention(messages, violations, events));
    return made == null ? Retention.STANDARD : made;
  }

  private static Duration workflowRetention(SettingsReader reader) {
    Duration kept = reader.days(WORKFLOW_RETENTION_DAYS, WORKFLOW_RETENTION);
    Duration made = reader.make(WORKFLOW_RETENTION_DAYS, () -> checkedWorkflowRetention(kept));
    return made == null ? WORKFLOW_RETENTION : made;
  }

  private static Duration checkedWorkflowRetention(Duration kept) {
    if (kept.compareTo(LEAST_WORKFLOW_RETENTION) < 0
        || kept.compareTo(MOST_WORKFLOW_RETENTION) > 0) {
      throw new IllegalArgumentException("must be 1 to 365 days: " + kept.toDays());
    }
    return kept;
  }

  private static Origins origins(SettingsReader reader) {
    String list = reader.text(Origins.SETTING);
    Origins made = list == null ? null : reader.make(Origins.SETTING, () -> Origins.of(list));
    return made == null ? Origins.NONE : made;
  }

  private static @Nullable ParkingRules parking(SettingsReader reader) {
    Duration longest = reader.minutes(PARK_MINUTES);
    return longest == null
        ? null
        : reader.make(PARK_MINUTES, () -> ParkingRules.waitingFor(longest));
  }

  private static DelayedRetryPolicy retries(SettingsReader reader) {
    Duration age = reader.hours(RETRY_HOURS, DelayedRetryPolicy.STANDARD.maxAge());
    DelayedRetryPolicy made = reader.make(RETRY_HOURS, () -> retries(age));
    return made == null ? DelayedRetryPolicy.STANDARD : made;
  }

  private static DelayedRetryPolicy retries(Duration age) {
    if (age.compareTo(SHORTEST_RETRIES) < 0 || age.compareTo(DelayedRetryPolicy.LONGEST) > 0) {
      throw new IllegalArgumentException("must be 1 to 168 hours: " + age.toHours());
    }
    return DelayedRetryPolicy.lasting(age);
  }

  /**
   * Returns these settings, complete as a function app needs them.
   *
   * @throws InvalidSettingsException with every missing part
   */
  public Settings complete() {
    List<String> missing = new ArrayList<>();
    if (cosmos == null) {
      missing.add(COSMOS_CONNECTION + " or " + COSMOS_ENDPOINT + " must be set");
    }
    if (queues == null) {
      missing.add(STORAGE + " or " + STORAGE_URI + " must be set");
    }
    if (gemini == null) {
      missing.add(GEMINI_KEY + " must be set");
    }
    if (!missing.isEmpty()) {
      throw new InvalidSettingsException(missing);
    }
    return this;
  }

  private static @Nullable CosmosSettings cosmos(SettingsReader reader) {
    String connection = reader.text(COSMOS_CONNECTION);
    URI endpoint = reader.url(COSMOS_ENDPOINT);
    boolean present = connection != null || reader.text(COSMOS_ENDPOINT) != null;
    String[] others = {
      COSMOS + "DATABASE", COSMOS + "MODE", COSMOS + "CREATE", COSMOS + "TIMEOUT_MS"
    };
    reader.atMostOne(COSMOS_CONNECTION, COSMOS_ENDPOINT);
    reader.onlyWith(present, COSMOS_CONNECTION + " or " + COSMOS_ENDPOINT, others);
    reader.onlyWith(reader.text(COSMOS_ENDPOINT) != null, COSMOS_ENDPOINT, COSMOS_CLIENT_ID);
    CosmosSettings.Mode mode = reader.choice(others[1], CosmosSettings.Mode.GATEWAY);
    boolean create = reader.flag(others[2]);
    var timeout = reader.millis(others[3], CosmosSettings.DEFAULT_OPERATION_TIMEOUT);
    String database = reader.text(others[0], CosmosSettings.DEFAULT_DATABASE);
    CosmosSettings.Access access;
    if (connection != null) {
      access = new CosmosSettings.ConnectionString(connection);
    } else if (endpoint != null) {
      access = new CosmosSettings.Identity(endpoint, reader.text(COSMOS_CLIENT_ID));
    } else {
      return null;
    }
    return reader.make(
        COSMOS + "*", () -> new CosmosSettings(access, database, mode, create, timeout));
  }

  private static @Nullable StorageQueueSettings queues(SettingsReader reader) {
    String connection = reader.text(STORAGE);
    URI endpoint = reader.url(STORAGE_URI);
    boolean byIdentity = reader.text(STORAGE_URI) != null;
    reader.atMostOne(STORAGE, STORAGE_URI);
    reader.onlyWith(
        connection != null || byIdentity, STORAGE + " or " + STORAGE_URI, QUEUE_TIMEOUT);
    reader.onlyWith(byIdentity, STORAGE_URI, STORAGE_CLIENT_ID);
    var timeout = reader.millis(QUEUE_TIMEOUT, StorageQueueSettings.DEFAULT_TRY_TIMEOUT);
    if (connection == null && endpoint == null) {
      return null;
    }
    return reader.make(
        connection != null ? STORAGE : STORAGE_URI,
        () ->
            new StorageQueueSettings(
                connection != null
                    ? new StorageQueueSettings.ConnectionString(connection)
                    : identity(endpoint, reader.text(STORAGE_CLIENT_ID)),
                true,
                timeout,
                StorageQueueSettings.DEFAULT_MAX_TRIES));
  }

  private static StorageQueueSettings.Identity identity(
      @Nullable URI endpoint, @Nullable String clientId) {
    return new StorageQueueSettings.Identity(requireNonNull(endpoint), clientId);
  }

  private static @Nullable GeminiSettings gemini(SettingsReader reader) {
    String key = reader.text(GEMINI_KEY);
    String[] others = {
      GEMINI + "MODEL",
      GEMINI + "THINKING",
      GEMINI + "ENDPOINT",
      GEMINI + "TIMEOUT_MS",
      GEMINI + "BUDGET_MS"
    };
    reader.onlyWith(key != null, GEMINI_KEY, others);
    String model = reader.text(others[0], GeminiSettings.DEFAULT_MODEL);
    var thinking = reader.choice(others[1], GeminiSettings.Thinking.LEAST);
    URI endpoint = reader.url(others[2], GeminiSettings.DEFAULT_ENDPOINT);
    var timeout = reader.millis(others[3], GeminiSettings.DEFAULT_TIMEOUT);
    var budget = reader.millis(others[4], GeminiSettings.DEFAULT_BUDGET);
    if (key == null) {
      return null;
    }
    return reader.make(
        GEMINI_KEY + " and " + GEMINI + "*",
        () ->
            new GeminiSettings(
                key, model, thinking, endpoint, timeout, budget, GeminiSettings.DEFAULT_MAX_TRIES));
  }

  private static Access access(SettingsReader reader) {
    Keys keys = Keys.NONE;
    for (Role role : Role.values()) {
      String setting = Access.setting(role);
      String list = reader.text(setting);
      if (list != null) {
        Keys before = keys;
        Keys more = reader.make(setting, () -> before.with(role, list));
        keys = more == null ? before : more;
      }
    }
    String list = reader.text(Access.TENANT);
    Set<String> tenants =
        list == null ? null : reader.make(Access.TENANT, () -> Access.tenants(list));
    return new Access(
        "true".equalsIgnoreCase(reader.text(PLATFORM_AUTHENTICATION)),
        keys,
        tenants == null ? Set.of() : tenants);
  }
}
