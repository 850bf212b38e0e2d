package io.spillway.embedding;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Condition that the build has published into its folder. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(
    named = Published.PROPERTY,
    matches = ".+",
    disabledReason = "nothing is published yet; ./spillway test publishes first")
@interface WhenPublished {}
