"""Made by `scripts/run.py generate`: each rule as the Protocols of its functions, which mypy compares."""

from __future__ import annotations

from khacphuc.model import (
    AnyRecord,
    Record,
)
from khacphuc.model.amendments import (
    Correction,
    Supplement,
)
from khacphuc.model.conclusion import (
    Conclusion,
)
from khacphuc.model.plan import (
    Plan,
)
from khacphuc.model.records import (
    Extension,
    Reply,
    Report,
    Update,
    Verification,
)
from khacphuc.model.unit import (
    Unit,
)
from khacphuc.rules.contract import (
    AlteredRule,
    CaseRule,
    CrossRule,
    DocumentRule,
    EventRule,
    FlawInCaseRule,
    FlawRule,
    ReferenceRule,
    SettingsRule,
)
from khacphuc.rules.kp0 import (
    kp001_not_utf8,
    kp002_not_nfc,
    kp003_control_character,
    kp004_legacy_encoding,
    kp005_front_matter_missing,
    kp006_front_matter_unclosed,
    kp007_front_matter_empty,
    kp008_front_matter_not_mapping,
    kp009_yaml_syntax,
    kp010_duplicate_key,
    kp011_yaml_feature,
    kp012_nested_too_deep,
    kp013_file_too_large,
    kp014_mixed_line_endings,
    kp015_not_a_regular_file,
    kp016_path_not_portable,
    kp017_byte_order_mark,
    kp018_confusable_character,
    kp019_unreadable_file,
    kp020_misplaced_file,
    kp021_executable_file,
    kp022_merge_conflict,
    kp023_table_too_large,
)
from khacphuc.rules.kp1 import (
    kp101_unknown_key,
    kp102_missing_key,
    kp103_wrong_type,
    kp104_unknown_value,
    kp105_impossible_date,
    kp106_date_not_iso,
    kp107_due_text_disagrees,
    kp108_malformed_number,
    kp109_malformed_id,
    kp110_name_disagrees,
    kp111_malformed_progress,
    kp112_dates_reversed,
    kp113_ambiguous_number,
    kp114_due_text_unread,
    kp115_malformed_cycle,
    kp116_text_too_long,
)
from khacphuc.rules.kp2 import (
    kp201_unknown_unit,
    kp202_unknown_person,
    kp203_unknown_finding,
    kp204_unknown_task,
    kp205_unknown_milestone,
    kp206_unknown_record,
    kp207_duplicate_id,
    kp208_wrong_unit_folder,
    kp209_circular_parents,
    kp210_unit_ended,
    kp211_record_without_conclusion,
    kp212_circular_dependency,
    kp213_unknown_requirement,
    kp214_unknown_unit_kind,
    kp215_unknown_rule,
    kp216_unit_replaced,
    kp217_person_left,
    kp219_successor_without_end,
    kp220_unknown_part,
    kp225_same_notice_twice,
    kp229_for_each_of_nobody,
)
from khacphuc.rules.kp3 import (
    kp301_finding_without_task,
    kp302_requirement_without_finding,
    kp303_task_without_lead,
    kp304_several_leads,
    kp305_task_without_accountable,
    kp306_task_without_product,
    kp307_task_without_content,
    kp308_task_without_deadline,
    kp309_long_task_without_milestone,
    kp310_recurrence_without_end,
    kp311_head_not_named,
    kp312_plan_issued_by_commission,
    kp313_commission_leads_most_tasks,
    kp314_one_person_leads_everything,
    kp315_named_party_without_plan,
    kp316_nobody_follows,
    kp317_plan_due_missing,
    kp318_report_due_missing,
    kp319_due_after_report,
    kp320_nobody_consulted,
    kp321_plan_and_report_due_together,
    kp322_several_accountable,
    kp323_task_without_finding,
    kp324_milestone_without_date,
    kp325_subplan_for_nobody,
    kp326_due_before_plan,
    kp327_tight_deadline,
    kp328_due_before_dependency,
    kp329_dependency_late,
    kp330_head_does_not_direct,
    kp331_decision_without_authority,
    kp332_issued_without_number,
    kp333_plan_for_a_draft,
    kp334_inspected_by_itself,
    kp338_long_finding_with_one_task,
    kp340_requirement_without_task,
    kp341_demand_given_a_later_day,
    kp342_demand_led_by_another,
    kp343_part_without_task,
    kp344_hollow_remedy,
    kp345_revision_without_effect,
    kp346_supplement_without_task,
    kp347_disagreement_without_reason,
    kp348_lead_beside_the_unit,
    kp349_follower_given_work,
    kp350_recurrence_without_day,
    kp351_revision_takes_away,
    kp352_revisions_of_one_day,
    kp353_signed_by_another,
    kp354_repeats_a_later_notice,
    kp356_demand_without_its_day,
    kp357_demand_of_no_certain_day,
    kp361_disputed_without_task,
    kp362_several_days_in_one_demand,
    kp363_day_of_what_is_not_asked,
    kp364_demand_without_its_amount,
    kp365_demand_of_a_task_that_was_over,
)
from khacphuc.rules.kp4 import (
    kp401_vague_measure,
    kp402_vague_product,
    kp403_vague_result,
    kp404_vague_owner,
    kp405_vague_deadline,
    kp406_vague_cause,
    kp407_measure_negates_finding,
    kp408_placeholder_left,
    kp409_near_duplicate_plan,
    kp410_measure_repeats_notice,
    kp411_nothing_new,
    kp412_all_due_on_one_day,
    kp413_result_without_figure,
    kp414_fuzzy_deadline,
    kp415_nothing_to_check,
)
from khacphuc.rules.kp5 import (
    kp501_done_without_evidence,
    kp502_figures_disagree,
    kp503_state_contradicts_progress,
    kp504_state_goes_back,
    kp505_dated_in_the_future,
    kp506_before_the_notice,
    kp507_before_the_plan,
    kp508_verified_without_right,
    kp509_verified_before_done,
    kp510_extended_without_right,
    kp511_extension_after_expiry,
    kp512_extension_without_decision,
    kp513_extension_from_disagrees,
    kp514_extension_not_later,
    kp515_closed_with_open_findings,
    kp516_closed_without_report,
    kp517_record_after_closure,
    kp518_opinion_unanswered,
    kp519_reminder_unanswered,
    kp520_burst_on_the_last_day,
    kp521_leap_to_done,
    kp522_done_before_the_plan,
    kp523_unknown_occurrence,
    kp524_report_leaves_findings_out,
    kp525_done_without_date,
    kp526_dropped_without_reason,
    kp527_reply_without_substance,
    kp528_rejected_without_remainder,
    kp529_promise_past_the_deadline,
    kp530_closed_without_right,
    kp531_progress_goes_back,
    kp532_count_is_not_the_target,
    kp533_recorded_without_right,
    kp534_not_said_which,
    kp535_answers_nothing,
    kp536_contradicting_verdicts,
    kp537_done_long_before,
    kp538_extended_past_the_report,
    kp539_milestone_left_behind,
    kp541_closed_with_demands_open,
    kp544_not_before_the_register,
    kp545_correction_changes_nothing,
    kp546_outcome_without_reason,
    kp547_paper_with_two_days,
    kp549_effect_checked_too_soon,
    kp550_task_not_in_force,
    kp551_says_too_little,
    kp552_change_without_effect,
    kp553_day_moved_after_it_passed,
    kp556_extended_in_its_task,
    kp557_report_of_which_demand,
    kp560_closed_while_not_corrected,
)
from khacphuc.rules.kp6 import (
    kp601_deadline_moved_undeclared,
    kp602_deadline_moved_after_it_passed,
    kp603_deadline_removed,
    kp604_finding_dropped,
    kp605_task_dropped,
    kp606_milestone_dropped,
    kp607_id_reused,
    kp608_conclusion_edited,
    kp609_record_rewritten,
    kp610_record_deleted,
    kp611_record_dated_long_before,
    kp612_committed_by_the_other_side,
    kp613_changed_by_an_outsider,
    kp614_closures_in_a_burst,
    kp615_state_gone_back,
    kp616_case_deleted,
    kp617_judging_changed,
    kp618_stale_code_owners,
    kp619_owed_no_more,
    kp620_register_moved,
    kp621_settings_altered_by_the_inspected,
    kp622_lateness_erased,
    kp623_history_rule_lowered,
    kp624_plan_day_overwritten,
    kp625_reworded_step_by_step,
    kp626_left_out_by_a_merge,
    kp627_entered_after_the_deadline,
    kp628_perhaps_another_promise,
    kp629_accountable_person_replaced,
    kp632_verified_before_it_arrived,
)
from khacphuc.rules.kp7 import (
    kp701_secrecy_stamp,
    kp702_citizen_number,
    kp703_phone_number,
    kp704_party_card_number,
    kp705_private_email,
    kp706_restricted_in_public,
    kp707_sensitive_case_open,
)

kp001_explain: FlawRule = kp001_not_utf8
kp002_explain: FlawRule = kp002_not_nfc
kp003_explain: FlawRule = kp003_control_character
kp004_explain: FlawRule = kp004_legacy_encoding
kp005_explain: FlawRule = kp005_front_matter_missing
kp006_explain: FlawRule = kp006_front_matter_unclosed
kp007_explain: FlawRule = kp007_front_matter_empty
kp008_explain: FlawRule = kp008_front_matter_not_mapping
kp009_explain: FlawRule = kp009_yaml_syntax
kp010_explain: FlawRule = kp010_duplicate_key
kp011_explain: FlawRule = kp011_yaml_feature
kp012_explain: FlawRule = kp012_nested_too_deep
kp013_explain: FlawRule = kp013_file_too_large
kp014_explain: FlawRule = kp014_mixed_line_endings
kp015_explain: FlawRule = kp015_not_a_regular_file
kp016_explain: FlawRule = kp016_path_not_portable
kp017_explain: FlawRule = kp017_byte_order_mark
kp018_explain: FlawRule = kp018_confusable_character
kp019_explain: FlawRule = kp019_unreadable_file
kp020_explain: FlawRule = kp020_misplaced_file
kp021_explain: FlawRule = kp021_executable_file
kp022_explain: FlawRule = kp022_merge_conflict
kp023_explain: FlawRule = kp023_table_too_large
kp101_explain: FlawRule = kp101_unknown_key
kp102_explain: FlawRule = kp102_missing_key
kp103_explain: FlawRule = kp103_wrong_type
kp104_explain: FlawRule = kp104_unknown_value
kp105_explain: FlawRule = kp105_impossible_date
kp106_explain_in_case: FlawInCaseRule = kp106_date_not_iso
kp107_check_document: DocumentRule[Conclusion | Supplement | Correction | Plan] = kp107_due_text_disagrees
kp108_explain: FlawRule = kp108_malformed_number
kp109_explain_in_case: FlawInCaseRule = kp109_malformed_id
kp110_explain: FlawRule = kp110_name_disagrees
kp110_check_document: DocumentRule[AnyRecord] = kp110_name_disagrees
kp111_explain: FlawRule = kp111_malformed_progress
kp112_check_document: DocumentRule[AnyRecord] = kp112_dates_reversed
kp113_explain: FlawRule = kp113_ambiguous_number
kp114_check_document: DocumentRule[Conclusion | Supplement | Correction | Plan] = kp114_due_text_unread
kp115_explain: FlawRule = kp115_malformed_cycle
kp115_check_document: DocumentRule[Conclusion | Plan] = kp115_malformed_cycle
kp116_explain: FlawRule = kp116_text_too_long
kp201_check_reference: ReferenceRule = kp201_unknown_unit
kp202_check_reference: ReferenceRule = kp202_unknown_person
kp203_check_reference: ReferenceRule = kp203_unknown_finding
kp203_gather: CrossRule = kp203_unknown_finding
kp204_check_reference: ReferenceRule = kp204_unknown_task
kp205_check_reference: ReferenceRule = kp205_unknown_milestone
kp206_check_reference: ReferenceRule = kp206_unknown_record
kp207_check_case: CaseRule = kp207_duplicate_id
kp207_check_settings: SettingsRule = kp207_duplicate_id
kp207_gather: CrossRule = kp207_duplicate_id
kp208_check_document: DocumentRule[Conclusion] = kp208_wrong_unit_folder
kp209_check_settings: SettingsRule = kp209_circular_parents
kp210_check_reference: ReferenceRule = kp210_unit_ended
kp210_check_case: CaseRule = kp210_unit_ended
kp211_check_case: CaseRule = kp211_record_without_conclusion
kp212_check_case: CaseRule = kp212_circular_dependency
kp213_check_reference: ReferenceRule = kp213_unknown_requirement
kp214_check_document: DocumentRule[Unit | Plan | Conclusion | Supplement] = kp214_unknown_unit_kind
kp215_check_settings: SettingsRule = kp215_unknown_rule
kp216_check_reference: ReferenceRule = kp216_unit_replaced
kp217_check_reference: ReferenceRule = kp217_person_left
kp217_check_case: CaseRule = kp217_person_left
kp219_check_document: DocumentRule[Unit] = kp219_successor_without_end
kp220_check_reference: ReferenceRule = kp220_unknown_part
kp220_check_document: DocumentRule[Plan] = kp220_unknown_part
kp225_gather: CrossRule = kp225_same_notice_twice
kp229_check_document: DocumentRule[Plan | Conclusion | Supplement] = kp229_for_each_of_nobody
kp301_check_case: CaseRule = kp301_finding_without_task
kp302_check_document: DocumentRule[Conclusion] = kp302_requirement_without_finding
kp303_check_document: DocumentRule[Plan] = kp303_task_without_lead
kp304_check_document: DocumentRule[Plan] = kp304_several_leads
kp305_check_document: DocumentRule[Plan] = kp305_task_without_accountable
kp306_check_document: DocumentRule[Plan] = kp306_task_without_product
kp307_check_document: DocumentRule[Plan] = kp307_task_without_content
kp308_check_document: DocumentRule[Plan] = kp308_task_without_deadline
kp309_check_document: DocumentRule[Plan] = kp309_long_task_without_milestone
kp310_check_document: DocumentRule[Plan] = kp310_recurrence_without_end
kp311_check_document: DocumentRule[Plan] = kp311_head_not_named
kp312_check_document: DocumentRule[Plan] = kp312_plan_issued_by_commission
kp313_check_document: DocumentRule[Plan] = kp313_commission_leads_most_tasks
kp314_check_document: DocumentRule[Plan] = kp314_one_person_leads_everything
kp315_check_case: CaseRule = kp315_named_party_without_plan
kp316_check_document: DocumentRule[Conclusion] = kp316_nobody_follows
kp317_check_document: DocumentRule[Conclusion] = kp317_plan_due_missing
kp318_check_document: DocumentRule[Conclusion] = kp318_report_due_missing
kp319_check_document: DocumentRule[Plan] = kp319_due_after_report
kp320_check_document: DocumentRule[Plan] = kp320_nobody_consulted
kp321_check_document: DocumentRule[Conclusion] = kp321_plan_and_report_due_together
kp322_check_document: DocumentRule[Plan] = kp322_several_accountable
kp323_check_document: DocumentRule[Plan] = kp323_task_without_finding
kp324_check_document: DocumentRule[Plan] = kp324_milestone_without_date
kp325_check_document: DocumentRule[Plan] = kp325_subplan_for_nobody
kp326_check_document: DocumentRule[Plan] = kp326_due_before_plan
kp327_check_document: DocumentRule[Plan] = kp327_tight_deadline
kp328_check_case: CaseRule = kp328_due_before_dependency
kp329_check_case: CaseRule = kp329_dependency_late
kp330_check_document: DocumentRule[Plan] = kp330_head_does_not_direct
kp331_check_document: DocumentRule[Plan] = kp331_decision_without_authority
kp332_check_document: DocumentRule[Conclusion | Plan | Supplement | Correction] = kp332_issued_without_number
kp333_check_case: CaseRule = kp333_plan_for_a_draft
kp334_check_document: DocumentRule[Conclusion] = kp334_inspected_by_itself
kp338_check_case: CaseRule = kp338_long_finding_with_one_task
kp340_check_case: CaseRule = kp340_requirement_without_task
kp341_check_case: CaseRule = kp341_demand_given_a_later_day
kp342_check_case: CaseRule = kp342_demand_led_by_another
kp343_check_case: CaseRule = kp343_part_without_task
kp344_check_case: CaseRule = kp344_hollow_remedy
kp345_check_case: CaseRule = kp345_revision_without_effect
kp346_check_case: CaseRule = kp346_supplement_without_task
kp347_check_document: DocumentRule[Plan] = kp347_disagreement_without_reason
kp348_check_document: DocumentRule[Plan] = kp348_lead_beside_the_unit
kp349_check_document: DocumentRule[Plan] = kp349_follower_given_work
kp350_check_case: CaseRule = kp350_recurrence_without_day
kp351_check_case: CaseRule = kp351_revision_takes_away
kp352_check_case: CaseRule = kp352_revisions_of_one_day
kp353_check_document: DocumentRule[Conclusion] = kp353_signed_by_another
kp354_gather: CrossRule = kp354_repeats_a_later_notice
kp356_check_document: DocumentRule[Conclusion | Supplement] = kp356_demand_without_its_day
kp357_check_document: DocumentRule[Conclusion | Supplement] = kp357_demand_of_no_certain_day
kp361_check_case: CaseRule = kp361_disputed_without_task
kp362_check_document: DocumentRule[Conclusion] = kp362_several_days_in_one_demand
kp363_check_document: DocumentRule[Conclusion] = kp363_day_of_what_is_not_asked
kp364_check_case: CaseRule = kp364_demand_without_its_amount
kp365_check_case: CaseRule = kp365_demand_of_a_task_that_was_over
kp401_check_document: DocumentRule[Plan] = kp401_vague_measure
kp402_check_document: DocumentRule[Plan] = kp402_vague_product
kp403_check_document: DocumentRule[Update | Report] = kp403_vague_result
kp404_check_document: DocumentRule[Plan] = kp404_vague_owner
kp405_check_document: DocumentRule[Plan] = kp405_vague_deadline
kp406_check_document: DocumentRule[Plan] = kp406_vague_cause
kp407_check_case: CaseRule = kp407_measure_negates_finding
kp408_check_document: DocumentRule[Plan | Record] = kp408_placeholder_left
kp409_gather: CrossRule = kp409_near_duplicate_plan
kp410_check_case: CaseRule = kp410_measure_repeats_notice
kp411_check_case: CaseRule = kp411_nothing_new
kp412_check_document: DocumentRule[Plan] = kp412_all_due_on_one_day
kp413_check_document: DocumentRule[Update | Report] = kp413_result_without_figure
kp414_check_document: DocumentRule[Conclusion | Plan] = kp414_fuzzy_deadline
kp415_check_document: DocumentRule[Plan] = kp415_nothing_to_check
kp501_check_document: DocumentRule[Update] = kp501_done_without_evidence
kp502_check_document: DocumentRule[Update] = kp502_figures_disagree
kp503_check_document: DocumentRule[Update] = kp503_state_contradicts_progress
kp504_check_case: CaseRule = kp504_state_goes_back
kp505_check_document: DocumentRule[Conclusion | Plan | Record] = kp505_dated_in_the_future
kp506_check_case: CaseRule = kp506_before_the_notice
kp507_check_case: CaseRule = kp507_before_the_plan
kp508_check_case: CaseRule = kp508_verified_without_right
kp509_check_case: CaseRule = kp509_verified_before_done
kp510_check_case: CaseRule = kp510_extended_without_right
kp511_check_document: DocumentRule[Extension] = kp511_extension_after_expiry
kp512_check_document: DocumentRule[Extension] = kp512_extension_without_decision
kp513_check_case: CaseRule = kp513_extension_from_disagrees
kp514_check_document: DocumentRule[Extension] = kp514_extension_not_later
kp515_check_case: CaseRule = kp515_closed_with_open_findings
kp516_check_case: CaseRule = kp516_closed_without_report
kp517_check_case: CaseRule = kp517_record_after_closure
kp518_check_case: CaseRule = kp518_opinion_unanswered
kp519_check_case: CaseRule = kp519_reminder_unanswered
kp520_check_case: CaseRule = kp520_burst_on_the_last_day
kp521_check_case: CaseRule = kp521_leap_to_done
kp522_check_case: CaseRule = kp522_done_before_the_plan
kp523_check_case: CaseRule = kp523_unknown_occurrence
kp524_check_case: CaseRule = kp524_report_leaves_findings_out
kp525_check_document: DocumentRule[Update] = kp525_done_without_date
kp526_check_document: DocumentRule[Update] = kp526_dropped_without_reason
kp527_check_document: DocumentRule[Reply] = kp527_reply_without_substance
kp528_check_document: DocumentRule[Verification] = kp528_rejected_without_remainder
kp529_check_case: CaseRule = kp529_promise_past_the_deadline
kp530_check_case: CaseRule = kp530_closed_without_right
kp531_check_case: CaseRule = kp531_progress_goes_back
kp532_check_case: CaseRule = kp532_count_is_not_the_target
kp533_check_case: CaseRule = kp533_recorded_without_right
kp534_check_case: CaseRule = kp534_not_said_which
kp535_check_case: CaseRule = kp535_answers_nothing
kp536_check_case: CaseRule = kp536_contradicting_verdicts
kp537_check_case: CaseRule = kp537_done_long_before
kp538_check_document: DocumentRule[Extension] = kp538_extended_past_the_report
kp539_check_document: DocumentRule[Extension] = kp539_milestone_left_behind
kp541_check_case: CaseRule = kp541_closed_with_demands_open
kp544_check_case: CaseRule = kp544_not_before_the_register
kp545_check_document: DocumentRule[Correction] = kp545_correction_changes_nothing
kp546_check_document: DocumentRule[Report] = kp546_outcome_without_reason
kp547_check_case: CaseRule = kp547_paper_with_two_days
kp549_check_case: CaseRule = kp549_effect_checked_too_soon
kp550_check_case: CaseRule = kp550_task_not_in_force
kp551_check_document: DocumentRule[Update | Verification | Extension] = kp551_says_too_little
kp552_check_case: CaseRule = kp552_change_without_effect
kp553_check_case: CaseRule = kp553_day_moved_after_it_passed
kp556_check_case: CaseRule = kp556_extended_in_its_task
kp557_check_case: CaseRule = kp557_report_of_which_demand
kp560_check_case: CaseRule = kp560_closed_while_not_corrected
kp601_check_event: EventRule = kp601_deadline_moved_undeclared
kp602_check_event: EventRule = kp602_deadline_moved_after_it_passed
kp603_check_event: EventRule = kp603_deadline_removed
kp604_check_event: EventRule = kp604_finding_dropped
kp605_check_event: EventRule = kp605_task_dropped
kp606_check_event: EventRule = kp606_milestone_dropped
kp607_check_event: EventRule = kp607_id_reused
kp608_check_event: EventRule = kp608_conclusion_edited
kp609_check_event: EventRule = kp609_record_rewritten
kp610_check_event: EventRule = kp610_record_deleted
kp611_check_event: EventRule = kp611_record_dated_long_before
kp612_check_event: EventRule = kp612_committed_by_the_other_side
kp613_check_event: EventRule = kp613_changed_by_an_outsider
kp614_check_event: EventRule = kp614_closures_in_a_burst
kp615_check_event: EventRule = kp615_state_gone_back
kp616_check_event: EventRule = kp616_case_deleted
kp617_check_altered: AlteredRule = kp617_judging_changed
kp618_explain: FlawRule = kp618_stale_code_owners
kp619_check_event: EventRule = kp619_owed_no_more
kp620_check_event: EventRule = kp620_register_moved
kp621_check_event: EventRule = kp621_settings_altered_by_the_inspected
kp621_check_altered: AlteredRule = kp621_settings_altered_by_the_inspected
kp622_check_event: EventRule = kp622_lateness_erased
kp623_check_event: EventRule = kp623_history_rule_lowered
kp623_check_altered: AlteredRule = kp623_history_rule_lowered
kp624_check_case: CaseRule = kp624_plan_day_overwritten
kp625_check_event: EventRule = kp625_reworded_step_by_step
kp626_check_event: EventRule = kp626_left_out_by_a_merge
kp627_check_event: EventRule = kp627_entered_after_the_deadline
kp628_check_event: EventRule = kp628_perhaps_another_promise
kp629_check_event: EventRule = kp629_accountable_person_replaced
kp632_check_event: EventRule = kp632_verified_before_it_arrived
kp701_check_document: DocumentRule[AnyRecord] = kp701_secrecy_stamp
kp702_check_document: DocumentRule[AnyRecord] = kp702_citizen_number
kp703_check_document: DocumentRule[AnyRecord] = kp703_phone_number
kp704_check_document: DocumentRule[AnyRecord] = kp704_party_card_number
kp705_check_document: DocumentRule[AnyRecord] = kp705_private_email
kp706_check_case: CaseRule = kp706_restricted_in_public
kp706_gather: CrossRule = kp706_restricted_in_public
kp707_check_document: DocumentRule[Conclusion] = kp707_sensitive_case_open
