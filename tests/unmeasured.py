"""Tests that do the same work many times over: coverage would double their time and adds no line.

All of them run and must pass; only the count of lines and branches rests. What they alone reach
counts as missed, so that `fail_under` can only become stricter by a name here.
"""

from __future__ import annotations

from typing import Final

FILES: Final = frozenset(
    {
        "test_audience_properties.py",
        "test_draft_properties.py",
        "test_drafts_everywhere.py",
        "test_extract_properties.py",
        "test_generated_drafts.py",
        "test_intake_round_trip.py",
        "test_language_assignees_laws.py",
        "test_letter_secrecy.py",
        "test_packaging.py",
        "test_pdf_pages.py",
        "test_pdf_rich.py",
        "test_pdf_text_back.py",
        "test_recognition_properties.py",
        "test_render_damages.py",
        "test_rendering_again.py",
        "test_rendering_golden.py",
        "test_rendering_storage.py",
        "test_word_libreoffice.py",
        "test_word_libreoffice_parts.py",
    }
)
"""Whole files."""

TESTS: Final = {
    "test_assignment.py": {
        "test_the_pairs_stand_in_the_notices_order_the_strongest_role_first",
    },
    "test_assignment_table.py": {
        "test_a_row_has_a_cell_for_every_column",
        "test_every_pair_stands_in_a_row_of_its_order_or_of_its_parts",
        "test_rows_are_numbered_through_and_no_order_stands_twice",
    },
    "test_backup.py": {
        "test_a_backup_holds_every_row_every_named_file_and_says_so",
        "test_both_databases_give_the_same_bytes",
        "test_clerks_write_while_a_backup_runs_and_each_backup_is_whole",
    },
    "test_check_fix.py": {
        "test_a_second_run_finds_nothing_more_and_changes_no_byte",
        "test_several_faults_are_mended_and_listed",
    },
    "test_checking.py": {
        "test_no_document_that_we_make_has_a_finding_of_format",
    },
    "test_cli_commands.py": {
        "test_archive_copies_are_counted_on_the_screen",
        "test_new_makes_two_files_that_render",
        "test_one_unit_is_rendered_again_and_the_rest_stays",
    },
    "test_cli_import.py": {
        "test_what_is_imported_renders",
    },
    "test_cli_templates.py": {
        "test_word_without_its_page_is_a_warning_and_exit_0",
    },
    "test_draft_schema.py": {
        "test_what_does_not_fit_is_told_apart",
    },
    "test_draft_spots.py": {
        "test_each_character_of_each_passage_stands_where_it_is_said_to",
    },
    "test_faults.py": {
        "test_a_full_disk_is_exit_8_until_there_is_room",
        "test_a_locked_register_is_exit_8_after_the_wait",
        "test_a_read_only_register_is_exit_8",
    },
    "test_frozen.py": {
        "test_a_file_of_another_document_is_found_and_named",
        "test_a_notice_differs_in_nothing_else",
        "test_its_letters_differ_in_nothing_else",
    },
    "test_frozen_files.py": {
        "test_what_looks_different_in_a_pdf_is_found_and_named",
    },
    "test_frozen_generated.py": {
        "test_a_pdf_of_any_document",
        "test_a_word_file_of_any_document",
    },
    "test_guide_walk.py": {
        "test_minh_son_numbers_its_own_documents_as_the_guide_says",
        "test_the_notice_of_luc_nam_and_its_letters_are_issued_as_the_guide_says",
    },
    "test_hostile_files.py": {
        "test_a_manifest_that_names_files_elsewhere_reaches_none_of_them",
    },
    "test_hostile_pages.py": {
        "test_a_budget_ends_what_is_allowed_by_itself",
        "test_a_tag_that_looks_behind_the_document_is_refused",
        "test_nothing_is_fetched_from_outside",
    },
    "test_hostile_values.py": {
        "test_what_would_be_code_is_printed_in_every_file_as_it_was_written",
    },
    "test_hostile_words.py": {
        "test_a_template_that_is_a_link_elsewhere_shows_nothing_of_it",
    },
    "test_hostile_yaml.py": {
        "test_a_chain_of_five_thousand_groups_is_refused",
        "test_a_file_of_half_a_million_values_is_left_unread",
        "test_the_longest_text_is_read_in_time",
    },
    "test_pdf_compare.py": {
        "test_every_place_where_the_layout_ends_a_line_is_known",
    },
    "test_pdf_printer.py": {
        "test_nothing_outside_the_templates_is_fetched",
    },
    "test_pdf_reader.py": {
        "test_a_mangled_pdf_gives_text_or_our_error",
    },
    "test_pdf_tall_rows.py": {
        "test_a_heading_row_stays_above_a_row_that_leaves_it_no_room",
        "test_a_row_taller_than_a_page_goes_on_below_the_heading_row",
        "test_a_row_with_more_notes_than_a_page_holds_is_broken",
        "test_the_notes_of_a_broken_row_stand_on_the_pages_of_their_calls",
    },
    "test_rendering_refusals.py": {
        "test_a_folder_with_a_broken_manifest_is_not_touched",
        "test_a_strangers_file_that_only_looks_open_is_a_conflict",
        "test_our_folder_with_a_strangers_file_in_it_is_not_touched",
    },
    "test_rendering_selection.py": {
        "test_a_carried_workbook_is_proven_too",
        "test_only_what_is_selected_is_made_anew_and_the_folder_is_that_of_a_whole_render",
        "test_what_other_templates_made_is_marked_with_them",
    },
    "test_restore.py": {
        "test_a_backup_of_a_newer_program_is_refused",
        "test_a_backup_whose_chain_was_written_anew_is_refused",
        "test_a_clerk_who_knows_of_more_than_the_anchor_may_say_so",
        "test_a_database_file_that_is_broken_is_kept_aside_and_replaced",
        "test_a_record_that_was_tampered_with_says_nothing_of_numbers",
        "test_a_register_moves_to_the_other_database",
        "test_a_register_that_is_set_back_to_its_restore_is_still_found",
        "test_an_anchor_that_ends_before_the_backup_tells_nothing",
        "test_clerks_who_go_on_during_a_restore_get_no_number_twice",
        "test_each_lost_number_has_the_day_on_which_the_anchor_saw_it",
        "test_files_of_lost_documents_stay_and_damaged_ones_come_back",
        "test_in_a_new_year_both_years_are_asked_for",
        "test_killed_at_any_statement_the_register_is_the_old_one_or_the_new_one",
        "test_numbers_of_another_system_are_entered_again",
        "test_numbers_that_went_out_after_the_backup_are_never_given_again",
        "test_over_the_new_year_both_years_go_on_after_what_went_out",
        "test_restored_twice_nothing_is_lost_twice",
        "test_the_anchor_alone_tells_what_was_given_when_the_database_is_gone",
        "test_the_record_says_who_restored_what_and_why",
        "test_the_record_still_refuses_to_be_changed_after_a_restore",
        "test_what_was_restored_goes_on_and_can_itself_be_backed_up_and_left",
    },
    "test_sheet_workbook.py": {
        "test_a_text_as_long_as_a_cell_comes_back",
        "test_every_table_comes_back_word_for_word",
        "test_no_column_is_wider_than_excel_allows",
    },
    "test_sources.py": {
        "test_a_copy_for_the_archive_carries_its_source_though_it_is_issued",
        "test_a_draft_carries_its_source_and_an_issued_document_is_clean",
        "test_nothing_of_another_unit_stands_in_the_source_of_a_letter",
        "test_the_attached_conclusion_gives_the_same_bytes",
        "test_the_attached_conclusion_is_the_same_notice_without_notes",
    },
    "test_struck_calls.py": {
        "test_a_step_struck_at_a_sync_is_done_once_in_the_end",
    },
    "test_table_widths.py": {
        "test_a_printed_column_breaks_no_word",
    },
    "test_tampering.py": {
        "test_a_row_that_was_edited_by_hand_is_named_with_its_column",
        "test_an_entry_of_the_record_that_was_edited_is_named",
    },
    "test_time.py": {
        "test_a_clock_that_goes_backwards_doubles_nothing",
        "test_a_kept_number_of_today_is_used_without_a_word",
        "test_a_kept_number_takes_the_last_day_that_keeps_the_order",
        "test_a_reservation_of_the_old_year_is_dated_in_the_old_year",
        "test_a_series_goes_on_where_the_office_says",
        "test_back_over_the_turn_of_the_year_no_number_of_the_old_year_is_given",
        "test_numbers_of_another_system_are_doubled_nowhere_and_follow_their_dates",
        "test_the_year_turns_and_the_series_begins_with_01",
    },
    "test_two_clerks.py": {
        "test_of_two_who_do_the_same_at_once_one_wins",
        "test_two_who_number_different_documents_at_once_get_different_numbers",
        "test_who_was_slower_changes_nothing_and_learns_what_happened",
    },
    "test_unmeasured.py": {
        "test_coverage_rests_here",
    },
    "test_updating.py": {
        "test_every_order_whose_item_still_exists_is_kept",
    },
    "test_updating_assignments.py": {
        "test_random_answers_change_just_their_own_orders",
        "test_what_comes_back_untouched_changes_nothing",
    },
    "test_updating_word.py": {
        "test_every_order_whose_item_is_there_stays",
    },
    "test_verifying_folder.py": {
        "test_a_deleted_file_is_named",
        "test_a_field_of_the_manifest_is_named_though_the_seal_is_brought_up_to_date",
        "test_a_manifest_that_reads_the_same_in_other_bytes_is_named",
        "test_an_added_file_is_named",
        "test_an_untouched_folder_holds_and_says_what_was_checked",
        "test_one_flipped_byte_anywhere_in_a_file_is_named",
        "test_one_flipped_byte_anywhere_in_the_manifest_is_named",
        "test_what_is_put_beside_the_pages_of_a_pdf_is_named",
    },
    "test_walk.py": {
        "test_a_document_is_numbered_by_the_templates_that_it_was_approved_by",
        "test_a_notice_and_its_letters_go_from_draft_to_issued",
        "test_from_every_state_before_issue_there_is_a_way_back_and_again_to_the_end",
        "test_the_issued_files_say_number_and_date_and_differ_in_nothing_else",
        "test_what_is_submitted_again_begins_again_with_its_new_words",
        "test_whoever_lacks_the_part_and_whatever_is_not_its_turn_is_refused",
    },
    "test_word_merge.py": {
        "test_compiled_template_equals_what_docxtpl_makes",
        "test_equal_documents_give_equal_bytes",
        "test_no_empty_paragraph_is_left_but_lines_gaps_and_ends",
    },
    "test_word_slots.py": {
        "test_a_template_to_begin_with_prints_what_the_programs_own_prints",
        "test_an_office_extract_prints_the_block_of_a_copy_behind_its_annexes",
        "test_what_is_read_back_is_what_the_layout_foretells",
        "test_wherever_runs_are_cut_the_result_is_the_same",
    },
    "test_workflow_screen.py": {
        "test_a_block_that_is_wanted_is_taken",
    },
}
"""Of files that also reach what no other does: the heavy tests that do not, by their file."""


def is_unmeasured(file: str, test: str) -> bool:
    """Tell whether coverage rests in *test* of *file*, both by their bare names."""
    return file in FILES or test in TESTS.get(file, ())
