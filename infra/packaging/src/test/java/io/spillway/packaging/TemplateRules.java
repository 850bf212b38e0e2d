package io.spillway.packaging;

/** Rules that hold for the template; it can be exchanged for one that was changed. */
abstract class TemplateRules {

  Template template = Template.ours();
}
