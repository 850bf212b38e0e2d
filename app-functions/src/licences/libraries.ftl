[
<#list dependencyMap as entry>
  {"group": "${entry.getKey().groupId?json_string}", "name": "${entry.getKey().artifactId?json_string}", "version": "${entry.getKey().version?json_string}", "classifier": "${(entry.getKey().artifact.classifier!"")?json_string}", "licences": [<#list entry.getValue() as licence>"${licence?json_string}"<#sep>, </#sep></#list>]}<#sep>,</#sep>
</#list>
]
