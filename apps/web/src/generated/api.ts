// Written by scripts/generate-client.mjs from docs/reference/openapi.json: never by hand.
export interface paths {
    "/accesses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Accesses_page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Alerts_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alerts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Alerts_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alerts/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["AlertCommands_close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alerts/{id}/seen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["AlertCommands_see"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alerts/{id}/snooze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["AlertCommands_snooze"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alerts/{id}/take-in-charge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["AlertCommands_takeInCharge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alerts/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Alerts_counts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alerts/escalations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Alerts_escalated"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/links/redeem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["SignIn_redeem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["SignIn_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["SignIn_signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["SignIn_signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/beneficiaries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Registration_register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/beneficiaries/{id}/address": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Contacts_address"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/beneficiaries/{id}/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Contacts_contacts"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/beneficiaries/{id}/criteria": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Criteria_declare"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/beneficiaries/{id}/duplicates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Merging_suspect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/beneficiaries/{id}/erasure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Erasures_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/beneficiaries/{id}/information-notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["InformationNotices_give"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/beneficiaries/{id}/merges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Merging_merge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/beneficiaries/{id}/merges/{merge}/reversals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Merging_reverse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/beneficiaries/{id}/objections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Objections_object"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/beneficiaries/{id}/objections/{objection}/withdrawals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Objections_withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/beneficiaries/{id}/parcours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Opening_open"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/beneficiaries/{id}/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["Profile_update"];
        trace?: never;
    };
    "/beneficiaries/{id}/restrictions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Restrictions_restrict"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/beneficiaries/{id}/restrictions/{restriction}/lifts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Restrictions_lift"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/beneficiaries/{id}/voids": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["PersonVoids_void"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Cases_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Cases_counts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/duplicates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Duplicates_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/elevations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ElevationList_page"];
        put?: never;
        post: operations["Elevations_elevate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Erasures_page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/failed-reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["FailedReviews_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/failed-reviews/retries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["FailedReviews_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/first-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["FirstRun_state"];
        put?: never;
        post: operations["FirstRun_perform"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hand-backs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["HandBacks_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/handovers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Handovers_handOver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/import-profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Imports_profiles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Imports_page"];
        put?: never;
        post: operations["Imports_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Imports_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports/{id}/anomalies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Imports_anomalies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports/{id}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Imports_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports/{id}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Imports_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports/{id}/files/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["Imports_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports/{id}/previews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Imports_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports/{id}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Imports_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Imports_undo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/indicators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Indicators_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/indicators/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Indicators_figure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/indicators/{id}/parcours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Indicators_parcours"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Live_listen"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mails": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Mails_state"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mails/{id}/retries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Mails_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Notifications_mine"];
        put: operations["Notifications_choose"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/nomenclatures/{list}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Nomenclatures_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notices-due": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Notices_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notices/coordination": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Coordination_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orientations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Orientations_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orientations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Orientations_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/outreach": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Outreach_page"];
        put?: never;
        post: operations["Outreach_record"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/outreach/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Outreach_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/outreach/{id}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Outreach_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/outreach/{id}/voids": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Outreach_void"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours-anomalies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Anomalies_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Parcours_view"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/identity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Parcours_identity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/risk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Risk_view"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/action-ends": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Actions_end"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/action-starts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Actions_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/appointment-absences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Appointments_miss"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/appointment-attendances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Appointments_honour"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/appointment-cancellations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Appointments_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/appointment-excuses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Appointments_excuse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/appointment-reschedulings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Appointments_reschedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/appointments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Appointments_schedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/assessments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Situation_assess"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/barrier-lifts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Situation_liftBarrier"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/barriers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Situation_identifyBarrier"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/concern-lifts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Pause_liftConcern"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/concerns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Pause_raiseConcern"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/contact-attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Contact_attempt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Corrections_correct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/employer-interviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Employment_holdInterview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/entry-situations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Entry_recordSituation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/exits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Exit_exit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/introduction-closings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Employment_closeIntroduction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/introductions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Employment_introduce"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/job-ends": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Employment_end"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/job-signatures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Employment_sign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/job-starts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Employment_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/next-action-completions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["NextActions_complete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/next-actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["NextActions_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/orientations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Orientation_propose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/orientations/{orientation}/acceptances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Orientation_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/orientations/{orientation}/closings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Orientation_close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/orientations/{orientation}/declines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Orientation_decline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/orientations/{orientation}/lapses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Orientation_lapse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/orientations/{orientation}/starts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Orientation_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/orientations/{orientation}/withdrawals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Orientation_withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/pause-lifts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Pause_lift"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/pauses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Pause_declare"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/referent-releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Participation_release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/referents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Participation_assign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/reopenings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Exit_reopen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/situation-confirmations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Situation_confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/six-month-situations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Exit_recordSixMonths"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/structure-departures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Participation_leave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/structure-joinings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Participation_join"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/training-abandonments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Training_abandon"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/training-absences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Training_reportAbsence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/training-admissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Training_admit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/training-completions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Training_complete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/training-starts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Training_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcours/{id}/steps/voids": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Voids_void"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Persons_sheet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Persons_timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people/known": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["People_ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["People_search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/professionals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Professionals_list"];
        put?: never;
        post: operations["Professionals_register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/professionals/{id}/absences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Absences_declared"];
        put?: never;
        post: operations["Absences_declare"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/professionals/{id}/absences/{absence}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Absences_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/professionals/{id}/entries/{eventId}/void": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Professionals_voidEntry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/professionals/{id}/identity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Professionals_changeIdentity"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/professionals/{id}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Professionals_invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/professionals/{id}/mandates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Professionals_grantMandate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/professionals/{id}/mandates/{mandate}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Professionals_endMandate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/professionals/{id}/sessions/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Professionals_revokeSessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rule-sets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["RuleSets_list"];
        put?: never;
        post: operations["RuleSets_draft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rule-sets/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["RuleSets_one"];
        put: operations["RuleSets_redraft"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rule-sets/{version}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["RuleSets_activate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rule-sets/{version}/back-tests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["BackTests_list"];
        put?: never;
        post: operations["BackTests_ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rule-sets/{version}/back-tests/{run}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["BackTests_one"];
        put?: never;
        post?: never;
        delete: operations["BackTests_cancel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rule-sets/{version}/back-tests/{run}/missed-cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["BackTests_missed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rule-sets/{version}/comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["RuleSets_compare"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rule-sets/{version}/precision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["RuleSets_precision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rule-sets/{version}/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["RuleSets_retire"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rule-sets/{version}/shadow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["RuleSets_shadow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Services_list"];
        put?: never;
        post: operations["Services_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Services_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/{id}/confirmations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Services_confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/{id}/data-inclusion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Services_publish"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/{id}/updates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Services_update"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/{id}/voids": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Services_void"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/{id}/withdrawals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Services_withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/structures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Structures_list"];
        put?: never;
        post: operations["Structures_register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/structures/{id}/entries/{eventId}/void": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Structures_voidEntry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/structures/{id}/names": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Structures_rename"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/structures/{id}/seats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Structures_grantSeat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/structures/{id}/seats/{seat}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Structures_endSeat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/territories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Territories_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AbsenceForm: {
            /** Format: uuid */
            deputy: string;
            /** Format: date */
            from: string;
            /**
             * Format: date
             * @description Last day away
             */
            to: string;
        };
        AbsencesView: {
            items: components["schemas"]["AbsenceView"][];
        };
        AbsenceView: {
            /** Format: uuid */
            deputy: string;
            /** Format: date */
            from: string;
            /** Format: uuid */
            id: string;
            /**
             * Format: date
             * @description Last day away
             */
            to: string;
        };
        AccessedSubjectView: {
            /** Format: uuid */
            person: string;
            /**
             * @description The relation that opened this person to whoever looked
             * @enum {string}
             */
            reason: "referent" | "structure" | "orientation" | "elevated" | "duty";
        };
        AccessesPage: {
            items: components["schemas"]["AccessView"][];
            nextCursor?: string;
        };
        AccessView: {
            /** @description What was shown: cases, parcours, parcours-identity… */
            action: string;
            /** @description Milliseconds since 1970 */
            at: number;
            /** @description How many people were shown */
            people: number;
            /** Format: uuid */
            professional: string;
            /**
             * Format: uuid
             * @description One request leaves one line for each thing that it shows
             */
            request: string;
            /**
             * @description The role under which it was shown; `command-line` where the machine was asked, without an account
             * @enum {string}
             */
            role: "operator" | "structure-manager" | "coordinator" | "steering" | "institutional" | "dpo" | "admin" | "command-line";
            /** Format: uuid */
            structure: string | null;
            /** @description The first ten of them, or the one who was asked for */
            subjects: components["schemas"]["AccessedSubjectView"][];
            /** Format: uuid */
            territory: string | null;
        };
        ActionEndForm: {
            /**
             * Format: uuid
             * @description The start of the action that ends
             */
            action: string;
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** @description Code of the nomenclature action-outcomes */
            outcome: string;
            /** @description It happened before the opening, and is said so */
            priorHistory?: boolean;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        ActionStartForm: {
            /**
             * Format: uuid
             * @description The barrierId of the barrier that it works on
             */
            barrierId?: string;
            /** @description Code of the nomenclature action-kinds */
            kind: string;
            label?: string;
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            place?: components["schemas"]["LabelledForm"];
            /** @description It happened before the opening, and is said so */
            priorHistory?: boolean;
            publicEvent?: components["schemas"]["LabelledForm"];
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        ActivationForm: {
            /**
             * Format: uuid
             * @description The back-test relied on
             */
            backTest: string;
            reason: string;
        };
        ActivationView: {
            /** Format: uuid */
            backTest: string;
            by: components["schemas"]["AuthorView"];
            /** Format: date */
            on: string;
            reason: string;
        };
        AddressForm: {
            /** @description Absent for one without an address */
            address?: components["schemas"]["PostalAddressForm"];
            /**
             * Format: date
             * @description When it happened in life; today where absent
             */
            occurredOn?: string;
            qpv: components["schemas"]["QpvForm"];
            /** @description Code of the nomenclature quartiers */
            quartier?: string;
        };
        AddressView: {
            city: string;
            line: string;
            postcode: string;
        };
        AlertCauseView: {
            /** Format: date */
            addedOn: string;
            /** @description What would end it, in the language of Accept-Language */
            clearedBy: string[];
            /**
             * Format: date
             * @description The day since which it holds
             */
            dueOn: string | null;
            evidence: components["schemas"]["EvidenceView"][];
            /** @description Whom it concerns before the referent */
            first: components["schemas"]["NamedView"] | null;
            /** @description The appearance of the rule in its set */
            instance: string;
            /** @description What keeps it quiet, in the language of Accept-Language */
            mutedBy: string | null;
            rule: string;
            /**
             * Format: date
             * @description null where the rule holds no more
             */
            since: string | null;
            /** @description In the language of Accept-Language */
            why: string;
        };
        AlertClosingForm: {
            /** @description Of `reconnected`: logged in the same gesture; needed unless one is on record since the alert was raised */
            contact?: components["schemas"]["ReconnectionForm"];
            /** @description `n` of the alert */
            n: number;
            note?: string;
            /** @enum {string} */
            outcome: "reconnected" | "lost" | "already-in-job" | "late-data" | "duplicate" | "not-relevant";
        };
        AlertCountsView: {
            /** @description To be answered today */
            active: number;
            /** @description Active */
            "at-risk": number;
            /** @description Active */
            critical: number;
            "in-charge": number;
            /** @description Active, that one answers for or stands in for */
            mine: number;
            snoozed: number;
            unseen: number;
        };
        AlertEndView: {
            /** @description Who closed it; null where it ended by itself */
            by: components["schemas"]["NamedView"] | null;
            /**
             * @description What ended it by itself
             * @enum {string|null}
             */
            kind: "contact" | "start" | "exit" | "correction" | "late-data" | "objection" | "restriction" | "rule-retired" | "other" | null;
            /** Format: date */
            on: string;
            /** @enum {string|null} */
            outcome: "reconnected" | "lost" | "already-in-job" | "late-data" | "duplicate" | "not-relevant" | null;
        };
        AlertForm: {
            /** @description `n` of the alert */
            n: number;
        };
        AlertPageView: {
            items: components["schemas"]["AlertView"][];
            /** @description cursor of the next page; absent on the last one */
            next?: string;
        };
        AlertView: {
            /** @description Among many at once, of an import, other rules or a long stop */
            backlog: boolean;
            /** Format: uuid */
            beneficiaryId: string;
            causes: components["schemas"]["AlertCauseView"][];
            /** @description Stands in for the referent today */
            deputy: components["schemas"]["NamedView"] | null;
            /** @description Given name and initial */
            displayName: string;
            ended: components["schemas"]["AlertEndView"] | null;
            /** Format: date */
            escalatedOn: string | null;
            /**
             * Format: uuid
             * @description Of the alerts of this parcours
             */
            id: string;
            inCharge: components["schemas"]["InChargeView"] | null;
            /** @enum {string} */
            level: "none" | "watch" | "at-risk" | "critical";
            /** @description Which of them, from 1 */
            n: number;
            /** Format: uuid */
            parcoursId: string;
            /** Format: date */
            raisedOn: string;
            /** @description Of an orientation that waits for the reader, who may not open the parcours */
            received: boolean;
            referent: components["schemas"]["NamedView"] | null;
            /** @description Of the alerts of the parcours, to be named in If-Match */
            revision: number;
            ruleSetVersion: number;
            /** Format: date */
            seenOn: string | null;
            /**
             * Format: date
             * @description First day on which it is shown again
             */
            snoozedUntil: string | null;
            structure: components["schemas"]["NamedView"] | null;
            /** @description Below the level that raises, because of what is muted alone */
            suspended: boolean;
        };
        AnomaliesPage: {
            items: components["schemas"]["AnomalyView"][];
            nextCursor?: string;
        };
        AnomalyView: {
            /**
             * @description Two parcours at once, of one person or of two who were merged; or a slot that another parcours holds
             * @enum {string}
             */
            kind: "overlap" | "merged-overlap" | "slot";
            /** @description One, or the two that overlap */
            parcours: string[];
            territory: string;
        };
        AnswerEntryForm: {
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /**
             * Format: uuid
             * @description The entry that proposed it
             */
            orientation: string;
            /** @description It happened before the opening, and is said so */
            priorHistory?: boolean;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        AnswerForm: {
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** @description It happened before the opening, and is said so */
            priorHistory?: boolean;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        AppointmentForm: {
            /** @description When it is to take place */
            at: components["schemas"]["MomentForm"];
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            place?: components["schemas"]["LabelledForm"];
            /** @description It happened before the opening, and is said so */
            priorHistory?: boolean;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
            with: components["schemas"]["AppointmentWithForm"];
        };
        AppointmentIssueForm: {
            /**
             * Format: uuid
             * @description The entry that scheduled it first
             */
            appointment: string;
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** @description It happened before the opening, and is said so */
            priorHistory?: boolean;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        AppointmentWithForm: {
            label?: string;
            /** Format: uuid */
            professional?: string;
            /** Format: uuid */
            structure?: string;
        };
        AskedView: {
            /** Format: uuid */
            id: string;
            /** @description True where it had been asked before */
            repeated: boolean;
            /** @enum {string} */
            state: "collecting" | "preview-waiting" | "previewing" | "previewed" | "to-map" | "preview-failed" | "run-waiting" | "running" | "done" | "failed" | "cancelled" | "abandoned" | "undo-waiting" | "undoing" | "undone";
        };
        AssessmentForm: {
            /** @description Code of the nomenclature assessment-kinds */
            kind: string;
            /** @description What is a wish rather than a barrier */
            needs?: string[];
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** @description It happened before the opening, and is said so */
            priorHistory?: boolean;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        AuthorView: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        BackTestAskedView: {
            /**
             * Format: uuid
             * @description The run, for its progress and its result
             */
            id: string;
        };
        BackTestBaselineView: {
            auc: number | null;
            /** @description Two bounds between which the figure lies, at 95 % */
            aucAhead: number[] | null;
            flagged: number;
            /** @enum {string} */
            id: "always" | "random" | "no-contact-90";
            precision: number | null;
            recall: number | null;
        };
        BackTestComparisonView: {
            alerts: components["schemas"]["ComparedAlertsView"];
            /** @description Two bounds between which the figure lies, at 95 % */
            aucAhead: number[] | null;
            cohort: components["schemas"]["ComparedLandmarksView"];
            other: components["schemas"]["TestedRuleSetView"];
        };
        BackTestForm: {
            /** @description Another version, compared on the same people and days */
            against?: number;
            /** @description Days between landmarks: 7 */
            every?: number;
            /**
             * Format: date
             * @description First day of landmarks; the first at which anything was open
             */
            from?: string;
            /** @description H in days: 90 where absent */
            horizon?: number;
            /**
             * Format: date
             * @description Last day of landmarks; the last one observed for the horizon and 30 days
             */
            to?: string;
        };
        BackTestGateView: {
            auc: boolean | null;
            ppv: boolean | null;
        };
        BackTestGroupView: {
            baseRate: number;
            /** @enum {string} */
            by: "sex" | "age" | "qpv";
            flagged: number;
            landmarks: number;
            precision: number;
            value: string;
        };
        BackTestItemView: {
            /** @description Of the rules as they are now */
            current: boolean;
            /** Format: uuid */
            id: string;
            /** Format: date */
            on: string;
        };
        BackTestLandmarksView: {
            landmarks: number;
            /** @description Those that drop out */
            positives: number;
        };
        BackTestLeftOutView: {
            /** @description Died or moved within H */
            gone: number;
            /** @description People */
            objecting: number;
            /** @description Known later to have been over */
            over: number;
            /** @description Already silent for H */
            silent: components["schemas"]["BackTestLandmarksView"];
            /** @description Not observed for H and 30 days */
            unobserved: number;
        };
        BackTestProgressView: {
            /** @description Events of the log */
            read: number;
            total: number | null;
        };
        BackTestQuestionView: {
            everyDays: number;
            /**
             * Format: date
             * @description First day of landmarks
             */
            from: string;
            horizonDays: number;
            /**
             * Format: date
             * @description Last day of landmarks
             */
            to: string;
        };
        BackTestRunList: {
            items: components["schemas"]["BackTestRunView"][];
        };
        BackTestRunView: {
            /** @description The version compared with */
            against: number | null;
            comparison: components["schemas"]["BackTestComparisonView"] | null;
            /** @description Why it failed */
            error: string | null;
            /**
             * Format: uuid
             * @description Its BackTestRecorded
             */
            eventId: string | null;
            /** Format: date */
            from: string | null;
            /** @description H in days */
            horizon: number;
            /** Format: uuid */
            id: string;
            /** @description The log was read up to it */
            position: string;
            progress: components["schemas"]["BackTestProgressView"];
            /** Format: date-time */
            requestedAt: string;
            /** @enum {string} */
            state: "waiting" | "running" | "recording" | "recorded" | "failed";
            /** @description Null until recorded */
            summary: components["schemas"]["BackTestSummaryView"] | null;
            /** Format: date */
            to: string | null;
            /** @description Of the rules tested */
            version: number;
        };
        BackTestSummaryView: {
            alertsPerOperatorWeek: number | null;
            alertsPerWeek: number | null;
            asked: components["schemas"]["BackTestQuestionView"];
            auc: number | null;
            /** @description Two bounds between which the figure lies, at 95 % */
            aucInterval: number[] | null;
            baselines: components["schemas"]["BackTestBaselineView"][];
            baseRate: number | null;
            exits: number;
            flagged: number;
            gate: components["schemas"]["BackTestGateView"];
            groups: components["schemas"]["BackTestGroupView"][];
            /** @description SHA-256 of what was measured, by person and landmark */
            hash: string;
            landmarks: number;
            leftOut: components["schemas"]["BackTestLeftOutView"];
            medianDaysFromContact: number | null;
            medianLeadDays: number | null;
            persons: number;
            position: string | null;
            positives: number;
            ppv: number | null;
            /** @description Two bounds between which the figure lies, at 95 % */
            ppvAhead: number[] | null;
            precision: number | null;
            recall: number | null;
            ruleSet: components["schemas"]["TestedRuleSetView"];
            thresholds: components["schemas"]["BackTestThresholdView"][];
            why: {
                [key: string]: string;
            };
            withinThirtyDays: number | null;
        };
        BackTestThresholdView: {
            alertsPerWeek: number | null;
            /** @description The score from which it flags */
            atRiskFrom: number;
            flagged: number;
            precision: number | null;
            recall: number | null;
        };
        BackTestView: {
            /** @description Of the rules as they are now */
            current: boolean;
            /** Format: uuid */
            id: string;
            /** Format: date */
            on: string;
            summary: components["schemas"]["BackTestSummaryView"];
        };
        BarrierForm: {
            blocking: boolean;
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** @description It happened before the opening, and is said so */
            priorHistory?: boolean;
            /** @description Code of the nomenclature barriers */
            theme: string;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        BarrierLiftForm: {
            /**
             * Format: uuid
             * @description The entry that identified it
             */
            barrier: string;
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** @description It happened before the opening, and is said so */
            priorHistory?: boolean;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        BeneficiaryForm: {
            /** Format: date */
            birthDate?: string;
            /** Format: email */
            email?: string;
            familyName: string;
            givenName: string;
            phone?: string;
            qpv: components["schemas"]["QpvForm"];
            /** @description Where a person from outside the perimeter is sent */
            redirectedTo?: string;
            /**
             * @default unknown
             * @enum {string}
             */
            sex?: "female" | "male" | "other" | "unknown";
        };
        CaseAlertView: {
            /**
             * Format: uuid
             * @description Of the alerts of the parcours
             */
            id: string;
            inCharge: boolean;
            /** @description Which of them */
            n: number;
            seen: boolean;
            /** Format: date */
            snoozedUntil: string | null;
        };
        CaseCountsView: {
            /** @description At risk or critical, by the last review */
            "at-risk": number;
            /** @description Referents who do not work in the reader’s structures any more; the largest portfolio first */
            departed: components["schemas"]["DepartedReferentView"][];
            "entry-situation-missing": number;
            exited: number;
            /** @description Open, that one answers for */
            mine: number;
            "next-action-due": number;
            "no-referent": number;
            open: number;
            "orientation-pending": number;
            "six-month-due": number;
        };
        CaseItemView: {
            /** Format: uuid */
            beneficiaryId: string;
            /** @description Given name and initial; a case number for a coordinator */
            displayName: string;
            /**
             * Format: date
             * @description Next action or appointment
             */
            dueOn: string | null;
            entrySituationMissing: boolean;
            /** Format: date */
            exitedOn: string | null;
            /** Format: date */
            lastContactOn: string | null;
            /** Format: date */
            openedOn: string;
            /** Format: uuid */
            parcoursId: string;
            /**
             * Format: date
             * @description Oldest orientation that waits
             */
            pendingSince: string | null;
            /** @enum {string|null} */
            phase: "pause" | "in-job" | "in-training" | "waiting-start" | "outreach" | "support" | null;
            referent: components["schemas"]["NamedView"] | null;
            /** @description The last year in small */
            ribbon: components["schemas"]["RibbonView"];
            /** @description null where profiling is objected to, where it is over, and before the first review */
            risk: components["schemas"]["CaseRiskView"] | null;
            /** Format: date */
            sixMonthDueOn: string | null;
            /** @enum {string} */
            status: "open" | "exited";
            structure: components["schemas"]["NamedView"];
            /** @description The person has another open parcours in the territory */
            toReconcile: boolean;
        };
        CasePageView: {
            items: components["schemas"]["CaseItemView"][];
            /** @description cursor of the next page; absent on the last one */
            next?: string;
        };
        CaseRiskView: {
            /** @description The open one, for those who follow the person */
            alert: components["schemas"]["CaseAlertView"] | null;
            /** @description Rules that hold and count */
            flagCount: number;
            /** @enum {string} */
            level: "none" | "watch" | "at-risk" | "critical";
            /**
             * Format: date
             * @description When time alone may change it
             */
            nextReviewOn: string | null;
            /**
             * Format: date
             * @description The day since which one of them holds
             */
            since: string | null;
        };
        ClassRuleView: {
            belowMonths: number | null;
            /** @description Code of the nomenclature contracts */
            contract: string | null;
            family: string;
            minMonths: number | null;
            /** @description Code of the nomenclature exit-reasons, or * for all the others */
            reason: string;
            source: string;
            /** @enum {string} */
            status: "sourced" | "to-confirm";
        };
        ClosingAnswer: {
            /** @description The contact that was logged */
            contact?: components["schemas"]["CommandAnswer"];
            eventIds: string[];
            /** @description What the command made, or the entry it recorded */
            id?: string;
            /** @description To be waited for by a read that must see it */
            position: string;
            /** @description Of `lost`: what the referent is now asked to confirm */
            proposes?: components["schemas"]["ProposedStep"];
            /** @description True where an earlier attempt had already been stored */
            repeated: boolean;
            /** @description Of the stream: the version that ETag and If-Match name */
            revision: number;
        };
        ClosingEntryForm: {
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /**
             * Format: uuid
             * @description The entry that proposed it
             */
            orientation: string;
            /** @description Code of the nomenclature orientation-outcomes */
            outcome: string;
            /** @description It happened before the opening, and is said so */
            priorHistory?: boolean;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        ClosingForm: {
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** @description Code of the nomenclature orientation-outcomes */
            outcome: string;
            /** @description It happened before the opening, and is said so */
            priorHistory?: boolean;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        CommandAnswer: {
            eventIds: string[];
            /** @description What the command made, or the entry it recorded */
            id?: string;
            /** @description To be waited for by a read that must see it */
            position: string;
            /** @description True where an earlier attempt had already been stored */
            repeated: boolean;
            /** @description Of the stream: the version that ETag and If-Match name */
            revision: number;
        };
        ComparedAlertsView: {
            both: number;
            onlyOther: number;
            onlyThis: number;
        };
        ComparedLandmarksView: {
            both: components["schemas"]["BackTestLandmarksView"];
            neither: components["schemas"]["BackTestLandmarksView"];
            onlyOther: components["schemas"]["BackTestLandmarksView"];
            onlyThis: components["schemas"]["BackTestLandmarksView"];
        };
        ComparisonView: {
            /** @description Cases at risk today, where one is in force and the other on trial */
            cases: components["schemas"]["SideBySideView"] | null;
            changes: components["schemas"]["RuleSetChangeView"][];
            /** @description before, after */
            versions: number[];
        };
        ConcernForm: {
            /** @description What worries the professional */
            note: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        ConcernLiftForm: {
            /** Format: uuid */
            concern: string;
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        ConcurrentSupportView: {
            /**
             * Format: uuid
             * @description What break-the-glass is asked for by
             */
            beneficiaryId: string;
            caseNumber: string;
            /** Format: uuid */
            parcoursId: string;
            /** Format: date */
            since: string;
            structures: components["schemas"]["NamedView"][];
            /** @description Code of the nomenclature support-kinds */
            supportKind: string;
        };
        ConfirmationForm: {
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        ContactAttemptForm: {
            /** @description Code of the nomenclature contact-channels */
            channel: string;
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** @description Code of the nomenclature contact-outcomes */
            outcome?: string;
            /** @description It happened before the opening, and is said so */
            priorHistory?: boolean;
            /**
             * @description Only the person herself makes a contact
             * @enum {string}
             */
            reached: "person" | "third-party" | "nobody";
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        ContactForPersonView: {
            /**
             * Format: uuid
             * @description What break-the-glass is asked for by
             */
            beneficiaryId: string;
            /** @description Null: ask the coordinator */
            referent: components["schemas"]["ReferentContactView"] | null;
            structure: components["schemas"]["MaybeNamedView"];
        };
        ContactsForm: {
            /** Format: email */
            email?: string;
            /**
             * Format: date
             * @description When it happened in life; today where absent
             */
            occurredOn?: string;
            /** @description Whom to call instead, with her agreement */
            other?: string;
            phone?: string;
        };
        ConventionEndView: {
            /** Format: date */
            endsOn: string;
            items: components["schemas"]["OpenCaseView"][];
            /** @description cursor of the next page; absent on the last one */
            next?: string;
            openCases: number;
        };
        CoordinationNoticesView: {
            concurrentSupport: components["schemas"]["ConcurrentSupportView"][];
            /** @description null before its time */
            conventionEnd: components["schemas"]["ConventionEndView"] | null;
        };
        CorrectionForm: {
            /**
             * Format: uuid
             * @description The entry that was a mistake
             */
            eventId: string;
            /** @description The whole step of that type, as its own route takes it */
            replacement: components["schemas"]["OpeningEntryForm"] | components["schemas"]["EntrySituationStepForm"] | components["schemas"]["ReferentForm"] | components["schemas"]["ReferentReleaseForm"] | components["schemas"]["JoiningForm"] | components["schemas"]["DepartureForm"] | components["schemas"]["AssessmentForm"] | components["schemas"]["BarrierForm"] | components["schemas"]["BarrierLiftForm"] | components["schemas"]["ConfirmationForm"] | components["schemas"]["ContactAttemptForm"] | components["schemas"]["AppointmentForm"] | components["schemas"]["ReschedulingForm"] | components["schemas"]["AppointmentIssueForm"] | components["schemas"]["NextActionForm"] | components["schemas"]["NextActionCompletionForm"] | components["schemas"]["OrientationForm"] | components["schemas"]["AnswerEntryForm"] | components["schemas"]["DeclineEntryForm"] | components["schemas"]["LapseEntryForm"] | components["schemas"]["ClosingEntryForm"] | components["schemas"]["TrainingAdmissionForm"] | components["schemas"]["TrainingStartForm"] | components["schemas"]["TrainingAbsenceForm"] | components["schemas"]["TrainingCompletionForm"] | components["schemas"]["TrainingAbandonmentForm"] | components["schemas"]["IntroductionForm"] | components["schemas"]["EmployerInterviewForm"] | components["schemas"]["IntroductionClosingForm"] | components["schemas"]["JobSignatureForm"] | components["schemas"]["JobStartForm"] | components["schemas"]["JobEndForm"] | components["schemas"]["ActionStartForm"] | components["schemas"]["ActionEndForm"] | components["schemas"]["PauseForm"] | components["schemas"]["PauseLiftForm"] | components["schemas"]["ConcernForm"] | components["schemas"]["ConcernLiftForm"] | components["schemas"]["ExitForm"] | components["schemas"]["SixMonthSituationForm"] | components["schemas"]["ReopeningForm"];
            /**
             * @description What should have been recorded, most often the same
             * @enum {string}
             */
            type: "ParcoursOpened" | "EntrySituationRecorded" | "ReferentAssigned" | "ReferentReleased" | "StructureJoined" | "StructureLeft" | "AssessmentRecorded" | "BarrierIdentified" | "BarrierLifted" | "SituationConfirmed" | "ContactAttempted" | "AppointmentScheduled" | "AppointmentRescheduled" | "AppointmentHonoured" | "AppointmentExcused" | "AppointmentMissed" | "AppointmentCancelled" | "NextActionPlanned" | "NextActionDone" | "OrientationProposed" | "OrientationAccepted" | "OrientationDeclined" | "OrientationWithdrawn" | "OrientationLapsed" | "OrientationStarted" | "OrientationClosed" | "TrainingAdmitted" | "TrainingStarted" | "TrainingAbsenceReported" | "TrainingCompleted" | "TrainingAbandoned" | "IntroducedToEmployer" | "EmployerInterviewHeld" | "IntroductionClosed" | "JobSigned" | "JobStarted" | "JobEnded" | "ActionStarted" | "ActionEnded" | "PauseDeclared" | "PauseLifted" | "ConcernRaised" | "ConcernLifted" | "ParcoursExited" | "SituationAtSixMonthsRecorded" | "ParcoursReopened";
            why: string;
        };
        CountedParcoursPage: {
            /** Format: date-time */
            asOf: string;
            /** @description None of an erased person */
            items: components["schemas"]["CountedParcoursView"][];
            nextCursor?: string;
            /** @description Position of the log that the page rests on */
            position: string | null;
        };
        CountedParcoursView: {
            /**
             * Format: uuid
             * @description Whom a coordinator breaks the glass on, to open the parcours
             */
            beneficiaryId: string;
            caseNumber: string;
            /**
             * Format: uuid
             * @description The entry or exit by which it is counted
             */
            eventId: string;
            /** Format: uuid */
            parcoursId: string;
            /**
             * @description numerator: counted; other, unknown, undetermined: in the denominator alone; reserved: for a reason that is kept apart, in the denominator alone or neutralised; withheld: reserved or other, where the reserved ones are few; left-out: in the window, and not counted
             * @enum {string}
             */
            verdict: "numerator" | "other" | "unknown" | "undetermined" | "reserved" | "withheld" | "left-out";
        };
        CriterionForm: {
            /**
             * @description refused and unknown are answers too, counted beside
             * @enum {string}
             */
            answer: "yes" | "no" | "refused" | "unknown";
            /** @description Code of the nomenclature criteria */
            criterion: string;
            /**
             * Format: date
             * @description When it happened in life; today where absent
             */
            occurredOn?: string;
            /** @description What it was seen on; never a number of it */
            proof?: string;
        };
        CriterionView: {
            /** @enum {string} */
            answer: "yes" | "no" | "refused" | "unknown";
            /**
             * Format: uuid
             * @description The record that it was said of
             */
            beneficiaryId: string;
            /** @description Nomenclature criteria */
            criterion: string;
            /**
             * Format: uuid
             * @description The entry, that a withdrawal or lift names
             */
            id: string;
            /** Format: date */
            on: string;
            proof: string | null;
        };
        DatedForm: {
            /**
             * Format: date
             * @description When it happened in life; today where absent
             */
            occurredOn?: string;
        };
        DeclineEntryForm: {
            /** @enum {string} */
            by: "person" | "structure";
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /**
             * Format: uuid
             * @description The entry that proposed it
             */
            orientation: string;
            /** @description It happened before the opening, and is said so */
            priorHistory?: boolean;
            /** @description Code of the nomenclature decline-reasons */
            reason: string;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        DeclineForm: {
            /** @enum {string} */
            by: "person" | "structure";
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** @description It happened before the opening, and is said so */
            priorHistory?: boolean;
            /** @description Code of the nomenclature decline-reasons */
            reason: string;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        DepartedReferentView: {
            /** @description Open cases that are left to them */
            cases: number;
            referent: components["schemas"]["NamedView"];
            /** @description Where the mandate ended */
            structure: components["schemas"]["NamedView"];
        };
        DepartureForm: {
            /**
             * Format: uuid
             * @description The entry by which it joined, or the opening for the structure that opened
             */
            membership: string;
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** @description Code of the nomenclature leaving-reasons */
            reason: string;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        DepositedFileView: {
            bytes: number;
            /** Format: uuid */
            id: string;
            name: string;
        };
        DraftForm: {
            /** @description The version that the draft begins as */
            from?: number;
            /** @description The whole set, of the form of libs/dropout-risk/rule-sets/default.v1.json; its version is not read */
            ruleSet?: {
                [key: string]: unknown;
            };
        };
        DuplicateForm: {
            /**
             * Format: uuid
             * @description The record that may be the same person
             */
            other: string;
        };
        DuplicatePageView: {
            items: components["schemas"]["DuplicateView"][];
            /** @description cursor of the next page; absent on the last one */
            next?: string;
        };
        DuplicateView: {
            /** @enum {string} */
            because: "name-and-birth-date" | "identifier" | "operator";
            /** @description False where it is left to the coordinator: the reader does not follow both */
            mergeable: boolean;
            records: components["schemas"]["SuspectedRecordView"][];
            /** Format: date */
            suspectedOn: string;
            /**
             * Format: uuid
             * @description The entry, to be voided where the two are not one
             */
            suspicionId: string;
            /**
             * Format: uuid
             * @description The structure of the reader in whose name the suspicion may be voided; null where it may not
             */
            voidableBy: string | null;
        };
        ElevatedCaseView: {
            caseNumber: string;
            /** Format: uuid */
            parcoursId: string;
        };
        ElevationForm: {
            /** Format: uuid */
            beneficiaryId: string;
            hours: number;
            /** @description Code of the nomenclature elevation-reasons */
            reason: string;
        };
        ElevationPageView: {
            items: components["schemas"]["ElevationView"][];
            /** @description cursor of the next page; absent on the last one */
            next?: string;
        };
        ElevationReasonView: {
            /** @description Code of the nomenclature elevation-reasons */
            code: string;
            /** @description In the language of Accept-Language */
            label: string;
        };
        ElevationView: {
            /** Format: uuid */
            beneficiaryId: string;
            /** @description Of the territories that the reader coordinates; all of them for a dpo */
            cases: components["schemas"]["ElevatedCaseView"][];
            /** @description Milliseconds since 1970 */
            from: number;
            /** Format: uuid */
            id: string;
            /** @description False once it is over */
            inForce: boolean;
            professional: components["schemas"]["NamedView"];
            reason: components["schemas"]["ElevationReasonView"];
            /** @description For which it was asked */
            structure: components["schemas"]["NamedView"] | null;
            /** @description Milliseconds since 1970 */
            until: number;
        };
        EmployerInterviewForm: {
            /** Format: uuid */
            introduction: string;
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** @description It happened before the opening, and is said so */
            priorHistory?: boolean;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        EncounterForm: {
            /** @description Code of the nomenclature contact-channels */
            channel: string;
            /**
             * @description People met
             * @default 1
             */
            count?: number;
            /** @description Codes of the nomenclature needs or barriers */
            needs?: string[];
            /** Format: date */
            occurredOn: string;
            place?: components["schemas"]["OutreachPlaceForm"];
            /** @description Code of the nomenclature qpv, where those met said so */
            qpv?: string;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        EncountersPage: {
            items: components["schemas"]["EncounterView"][];
            nextCursor?: string;
        };
        EncounterView: {
            /**
             * Format: uuid
             * @description Who it was; null too where she is not open to the reader
             */
            beneficiaryId: string | null;
            /** @description Code of the nomenclature contact-channels */
            channel: string;
            /** @description People met */
            count: number;
            /**
             * Format: uuid
             * @description The entry, to be voided where it is a mistake
             */
            eventId: string;
            id: string;
            /** @description Whether it is known who it was */
            linked: boolean;
            /**
             * Format: uuid
             * @description The entry by which it was linked
             */
            linkId: string | null;
            needs: string[];
            /** Format: date */
            occurredOn: string;
            place: string | null;
            placeId: string | null;
            /** @description Code of the nomenclature qpv */
            qpv: string | null;
            /** @description The professional */
            recordedBy: string;
            structure: string;
            time: string | null;
        };
        EntryDocument: {
            actor: components["schemas"]["NamedView"] | null;
            /**
             * Format: uuid
             * @description The entry that it replaces
             */
            corrects: string | null;
            data: {
                [key: string]: unknown;
            };
            /** Format: uuid */
            eventId: string;
            /** @description Fields of data that are kept from the reader, whole or in part */
            hidden: string[];
            /** Format: date */
            occurredOn: string;
            /** Format: date */
            recordedOn: string;
            structure: components["schemas"]["NamedView"] | null;
            /** @description HH:mm */
            time: string | null;
            type: string;
            voided: boolean;
        };
        EntrySituationForm: {
            /** @description Codes of the nomenclature benefits */
            benefits?: string[];
            /** @description Code of the nomenclature education-levels */
            education?: string;
            /** @description Code of the nomenclature households */
            household?: string;
            registeredWithFranceTravail?: boolean;
            /** Format: date */
            since?: string;
            /** @enum {string} */
            situation: "unemployed" | "inactive" | "in-training" | "employed";
        };
        EntrySituationStepForm: {
            /** @description Codes of the nomenclature benefits */
            benefits?: string[];
            /** @description Code of the nomenclature education-levels */
            education?: string;
            /** @description Code of the nomenclature households */
            household?: string;
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            registeredWithFranceTravail?: boolean;
            /** Format: date */
            since?: string;
            /** @enum {string} */
            situation: "unemployed" | "inactive" | "in-training" | "employed";
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        EntryView: {
            id: string | null;
        };
        EntryVoidForm: {
            /**
             * Format: uuid
             * @description The entry that was a mistake
             */
            eventId: string;
            why: string;
        };
        ErasureForm: {
            /** @description Code of the nomenclature erasure-reasons */
            reason: string;
        };
        ErasuresPage: {
            items: components["schemas"]["ErasureView"][];
            nextCursor?: string;
        };
        ErasureView: {
            /** Format: uuid */
            beneficiaryId: string;
            /** Format: date-time */
            finishedAt?: string;
            /** Format: uuid */
            id: string;
            /** @description Code of the nomenclature erasure-reasons */
            reason: string;
            /** @description What the database refused to wipe from its disk: pages, write-ahead-log, recycled-segments, left-tables */
            remains: string[];
            /** Format: date-time */
            requestedAt: string;
            /** Format: uuid */
            requestedBy: string;
            /**
             * @description How far it has come; nothing of her is readable from keys-destroyed on
             * @enum {string}
             */
            state: "intended" | "residues-kept" | "keys-destroyed" | "logged" | "purged" | "done";
        };
        EscalationPageView: {
            items: components["schemas"]["EscalationView"][];
            /** @description cursor of the next page; absent on the last one */
            next?: string;
        };
        EscalationView: {
            /**
             * Format: uuid
             * @description What break-the-glass is asked for by
             */
            beneficiaryId: string;
            caseNumber: string;
            /** Format: date */
            escalatedOn: string;
            /** Format: uuid */
            parcoursId: string;
            /** Format: date */
            raisedOn: string;
            structure: components["schemas"]["NamedView"] | null;
        };
        EvidenceView: {
            /** Format: uuid */
            eventId: string;
            /**
             * Format: date
             * @description null where it is not of this parcours
             */
            on: string | null;
        };
        ExitContractForm: {
            /** @description Last day, included; there iff the contract has an end */
            endsOn?: string | "unknown";
            /** @description Code of the nomenclature contracts */
            kind: string;
            /** Format: date */
            startsOn: string;
        };
        ExitForm: {
            contract?: components["schemas"]["ExitContractForm"];
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            proof: components["schemas"]["ExitProofForm"];
            /** @description Code of the nomenclature exit-reasons */
            reason: string;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        ExitProofForm: {
            /** @description Of the original; absent only without proof */
            holder?: components["schemas"]["ProofHolderForm"];
            /** @description Code of the nomenclature proof-kinds */
            kind: string;
            /**
             * Format: date
             * @description Of the document; absent only without proof
             */
            on?: string;
        };
        FailedMailView: {
            attempts: number;
            /** @description Milliseconds since 1970 */
            changedAt: number;
            id: string;
            /**
             * Format: date
             * @description The day it stands for, or the Monday of its week
             */
            period: string;
            /** @description To whom it was to go */
            professional: string;
            /** @description Code of the last failure: smtp-550, ECONNECTION… */
            reason: string | null;
        };
        FailedReviewsView: {
            items: components["schemas"]["FailedReviewView"][];
            total: number;
        };
        FailedReviewView: {
            /** Format: date-time */
            at: string;
            caseNumber: string;
            /** @description Class or code of what went wrong */
            code: string;
        };
        FigureView: {
            /** Format: date-time */
            asOf: string;
            /** @description There are erased parcours, and the window or the as-of cuts a quarter */
            cutsQuarter: boolean;
            /** @description Null of a count */
            denominator: number | null;
            /** @description Of those counted: parcours of erased people, each for itself, told by quarter alone */
            erased: number;
            /** @description A rate of so few exits that it is not shown without its interval */
            fragile: boolean;
            id: string;
            /** @description Wilson, 95 %, from 0 to 1; null of a count */
            interval: components["schemas"]["IntervalView"] | null;
            /** @description Exits in neither numerator nor denominator */
            neutralised: number;
            numerator: number;
            /** @description Position of the log that the figure rests on */
            position: string | null;
            provisional: boolean;
            /** @description Of dynamic exits: those positive in the strict sense (training, another work-integration enterprise) */
            strictlyPositive: number | null;
            /** @description Exits of the denominator that hang on a contract of which too little is known */
            undetermined: number;
            /** @description Exits whose reason is unknown */
            unknown: number;
            /** @description A number, or of a rate the share from 0 to 1 */
            value: number | null;
            version: number;
        };
        FirstRunForm: {
            coordinator: components["schemas"]["NewcomerForm"];
            operator: components["schemas"]["NewcomerForm"];
            structure: components["schemas"]["StructureForm"];
            territory: components["schemas"]["FirstTerritoryForm"];
        };
        FirstRunInvitation: {
            displayName: string;
            /** @description Opens once; to be handed over, since it is not kept */
            link: string;
            /** @enum {string} */
            role: "operator" | "structure-manager" | "coordinator" | "steering" | "institutional" | "dpo" | "admin";
        };
        FirstRunState: {
            needed: boolean;
        };
        FirstRunView: {
            invitations: components["schemas"]["FirstRunInvitation"][];
            structureId: string;
            territoryId: string;
        };
        FirstTerritoryForm: {
            name: string;
            /** @description Codes of the nomenclature qpv */
            qpv: string[];
            /**
             * @description IANA zone
             * @example Europe/Paris
             */
            zone: string;
        };
        FlagView: {
            /** @description What would end it, in the language of Accept-Language */
            clearedBy: string[];
            /**
             * Format: date
             * @description The day since which it holds
             */
            dueOn: string;
            evidence: components["schemas"]["EvidenceView"][];
            /** @description What keeps it out of the score */
            mutedBy: components["schemas"]["MuteView"] | null;
            /**
             * Format: date
             * @description The day that it tells of
             */
            since: string;
            /** @description In the language of Accept-Language */
            why: string;
        };
        FullNameForm: {
            /** Format: date */
            birthDate: string;
            familyName: string;
            givenName: string;
        };
        GapView: {
            days: number;
            /** Format: date */
            from: string;
            /**
             * Format: date
             * @description First day with somebody again
             */
            to: string | null;
        };
        HandBackPageView: {
            items: components["schemas"]["HandBackView"][];
            /** @description cursor of the next page; absent on the last one */
            next?: string;
        };
        HandBackView: {
            /** @description Another referent is to be found, or the exit recorded: the referent is of this structure, or there is none, nor anybody else who sits */
            answers: boolean;
            /** @description Given name and initial; a case number for a coordinator */
            displayName: string;
            /**
             * Format: date
             * @description Null of an orientation
             */
            openedOn: string | null;
            /** @description Sent to that structure, which has not met the person: to decline, or to say that nothing came of it */
            orientation: components["schemas"]["HandedBackOrientationView"] | null;
            /** Format: uuid */
            parcoursId: string;
            referent: components["schemas"]["NamedView"] | null;
            /**
             * Format: date
             * @description First day without the seat
             */
            seatEndedOn: string;
            /** @description Takes part or was sent the person, and holds no seat any more */
            structure: components["schemas"]["NamedView"];
        };
        HandedBackOrientationView: {
            /** @description Sent it */
            from: components["schemas"]["NamedView"];
            /** Format: uuid */
            orientationId: string;
            /** Format: date */
            proposedOn: string;
        };
        HandedCaseView: {
            /** @description Of a case refused */
            code?: string;
            /** @description Of a case refused: why, in French */
            message?: string;
            /** Format: uuid */
            parcoursId: string;
            /** @description Of a case handed over: an earlier attempt had stored it */
            repeated?: boolean;
            /**
             * @description postponed: send the same request again to do what is left
             * @enum {string}
             */
            status: "handed-over" | "refused" | "postponed";
        };
        HandoverForm: {
            /**
             * Format: uuid
             * @description The professional who hands over
             */
            from: string;
            note?: string;
            /**
             * Format: date
             * @description First day of the new referent
             */
            occurredOn: string;
            /** @description The cases to hand over */
            parcours: string[];
            /**
             * Format: uuid
             * @description The professional who takes over
             */
            to: string;
            /**
             * Format: uuid
             * @description For which the new referent answers; that of the caller by default
             */
            toStructure?: string;
        };
        HandoverReport: {
            /** @description How many of the cases came to what */
            handedOver: number;
            items: components["schemas"]["HandedCaseView"][];
            /** @description To be waited for by a read that must see it; absent where nothing was stored */
            position?: string;
            postponed: number;
            refused: number;
        };
        IdentityForm: {
            /** Format: email */
            email?: string;
            familyName: string;
            givenName: string;
            phone?: string;
        };
        IdentityView: {
            address: components["schemas"]["AddressView"] | null;
            /** Format: uuid */
            beneficiaryId: string;
            /** Format: date */
            birthDate: string | null;
            birthName: string | null;
            email: string | null;
            familyName: string | null;
            givenName: string | null;
            /** @description Whom to call instead, with her agreement */
            otherContact: string | null;
            outOfPerimeter: boolean;
            phone: string | null;
            /** @description Nomenclature qpv; null outside any */
            qpv: string | null;
            /** @enum {string} */
            qpvEvidence: "declared" | "address" | "domiciliation" | "partner";
            quartier: string | null;
            /** @enum {string} */
            sex: "female" | "male" | "other" | "unknown";
        };
        ImportAnomalyView: {
            code: string;
            /** @enum {string} */
            disposition: "imported" | "changed" | "unchanged" | "superseded" | "quarantined" | "refused" | "ignored" | "reference";
            /** @description What is wrong and the way out */
            message: string;
            /** @description What the row was read as, by its name in the profile */
            record: string;
            rows: number;
        };
        ImportedByView: {
            /** @description Null for the command line */
            displayName: string | null;
            /** Format: uuid */
            id: string;
        };
        ImportExamplesPage: {
            items: components["schemas"]["ImportExampleView"][];
            nextCursor?: string;
        };
        ImportExampleView: {
            code: string;
            /** @description Title in the file, and once it is gone in the profile, or « colonne 3 »; null where the whole row is meant */
            column: string | null;
            /** @enum {string} */
            disposition: "imported" | "changed" | "unchanged" | "superseded" | "quarantined" | "refused" | "ignored" | "reference";
            /** @description The file; once the files are gone « fichier 1 », in the order in which they were given */
            file: string;
            /** @description From 1, the titles included */
            line: number;
            /** @description What is wrong and the way out; never the value */
            message: string;
        };
        ImportFailureView: {
            code: string;
            message: string;
            problems: components["schemas"]["ImportProblemView"][];
        };
        ImportForm: {
            /** @description A profile of GET /import-profiles; found by the columns without it */
            profile?: string;
            /**
             * Format: date
             * @description Since when what has no day of its own is known; the day of the import
             */
            referenceOn?: string;
        };
        ImportItem: {
            actions: ("upload" | "preview" | "run" | "cancel" | "undo")[];
            /** @description A worker has something to do, or does it */
            busy: boolean;
            /** Format: date-time */
            createdAt: string;
            createdBy: components["schemas"]["ImportedByView"];
            failure: components["schemas"]["ImportFailureView"] | null;
            files: components["schemas"]["DepositedFileView"][];
            /** Format: uuid */
            id: string;
            profile: components["schemas"]["ImportProfileView"] | null;
            progress: components["schemas"]["ImportProgressView"] | null;
            /** Format: date */
            referenceOn: string | null;
            /** @description Without examples in a list */
            result: components["schemas"]["ImportReportView"] | null;
            /** @enum {string} */
            state: "collecting" | "preview-waiting" | "previewing" | "previewed" | "to-map" | "preview-failed" | "run-waiting" | "running" | "done" | "failed" | "cancelled" | "abandoned" | "undo-waiting" | "undoing" | "undone";
            /** Format: uuid */
            structure: string;
            /** @description Without entries in a list */
            undo: components["schemas"]["ImportUndoView"] | null;
        };
        ImportProblemView: {
            code: string;
            message: string;
        };
        ImportProfileView: {
            id: string;
            title: string;
        };
        ImportProgressView: {
            rows: number;
            /** @enum {string} */
            step: "reading" | "writing";
            total: number | null;
        };
        ImportReportView: {
            anomalies: components["schemas"]["ImportAnomalyView"][];
            /** @description People who may be somebody already known: suspected, never merged */
            duplicates: number;
            /** @description The first of them, cell by cell; all of them: /imports/{id}/anomalies */
            examples: components["schemas"]["ImportExampleView"][];
            exits: number;
            moreExamples: number;
            overlaps: number;
            parcours: number;
            people: number;
            rows: components["schemas"]["ImportRowsView"];
        };
        ImportRowsView: {
            /** @description What became of them; they sum to `read` */
            dispositions?: {
                changed: number;
                ignored: number;
                imported: number;
                quarantined: number;
                reference: number;
                refused: number;
                superseded: number;
                unchanged: number;
            };
            /** @description Rows of all files, titles apart */
            read: number;
        };
        ImportsPage: {
            items: components["schemas"]["ImportItem"][];
            nextCursor?: string;
        };
        ImportTableView: {
            /** @description A file of the profile; null where none is known */
            as: string | null;
            columns: string[];
            /** @description Columns that the nearest file of the profile needs */
            missing: string[];
            /** @description The file; « file › sheet » where a workbook has several */
            name: string;
            /** @description Columns of the file that nothing reads */
            unused: string[];
            used: components["schemas"]["UsedColumnView"][];
        };
        ImportUndoView: {
            /** @description Entries that stay */
            kept: components["schemas"]["KeptEntryView"][];
            moreKept: number;
            voided: number;
        };
        ImportView: {
            actions: ("upload" | "preview" | "run" | "cancel" | "undo")[];
            /** @description A worker has something to do, or does it */
            busy: boolean;
            /** Format: date-time */
            createdAt: string;
            createdBy: components["schemas"]["ImportedByView"];
            failure: components["schemas"]["ImportFailureView"] | null;
            files: components["schemas"]["DepositedFileView"][];
            /** Format: uuid */
            id: string;
            preview: components["schemas"]["ImportReportView"] | null;
            profile: components["schemas"]["ImportProfileView"] | null;
            progress: components["schemas"]["ImportProgressView"] | null;
            /** Format: date */
            referenceOn: string | null;
            /** @description Without examples in a list */
            result: components["schemas"]["ImportReportView"] | null;
            /** @enum {string} */
            state: "collecting" | "preview-waiting" | "previewing" | "previewed" | "to-map" | "preview-failed" | "run-waiting" | "running" | "done" | "failed" | "cancelled" | "abandoned" | "undo-waiting" | "undoing" | "undone";
            /** Format: uuid */
            structure: string;
            /** @description After a preview, until the import ends */
            tables: components["schemas"]["ImportTableView"][];
            /** @description Without entries in a list */
            undo: components["schemas"]["ImportUndoView"] | null;
        };
        InChargeView: {
            by: components["schemas"]["NamedView"];
            /** Format: date */
            on: string;
        };
        IndicatorList: {
            items: components["schemas"]["IndicatorView"][];
        };
        IndicatorView: {
            /** @description Of a rate: the family of each exit, first match wins */
            classes?: components["schemas"]["ClassRuleView"][];
            /** @description The definition in words */
            definition: string;
            id: string;
            /** @enum {string} */
            kind: "count" | "rate";
            label: string;
            source: string;
            /**
             * @description To confirm where the definition is, or a rule that its numerator or its neutralised exits rest on
             * @enum {string}
             */
            status: "sourced" | "to-confirm";
            /** @enum {string} */
            unit: "parcours" | "person";
            version: number;
        };
        InformationNoticeForm: {
            /** @description The notice for those under 18 */
            adaptedForMinor?: boolean;
            /**
             * @description RGPD: 13 collected from her, 14 learnt from elsewhere
             * @enum {number}
             */
            article: 13 | 14;
            /** @enum {string} */
            means: "oral" | "paper" | "email" | "sms" | "letter";
            /**
             * Format: date
             * @description When it happened in life; today where absent
             */
            occurredOn?: string;
        };
        IntervalView: {
            high: number;
            low: number;
        };
        IntroductionClosingForm: {
            /** Format: uuid */
            introduction: string;
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** @enum {string} */
            outcome: "hired" | "refused-by-employer" | "declined-by-person" | "no-answer";
            /** @description It happened before the opening, and is said so */
            priorHistory?: boolean;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        IntroductionForm: {
            company: components["schemas"]["LabelledForm"];
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            offer?: components["schemas"]["LabelledForm"];
            /** @description It happened before the opening, and is said so */
            priorHistory?: boolean;
            publicEvent?: components["schemas"]["LabelledForm"];
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        InvitationView: {
            /** @description Milliseconds since 1970 */
            expiresAt: number;
            /** @description To be handed over once: it is not kept */
            token: string;
        };
        JobEndForm: {
            /**
             * Format: uuid
             * @description The start of the job that ends
             */
            job: string;
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** @description It happened before the opening, and is said so */
            priorHistory?: boolean;
            /** @enum {string} */
            reason: "term" | "trial-broken-by-employer" | "trial-broken-by-employee" | "broken-by-employer" | "resigned" | "left-for-another-job" | "mutual" | "other";
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        JobSignatureForm: {
            /** @description Code of the nomenclature contracts */
            contract?: string;
            employer?: components["schemas"]["LabelledForm"];
            /**
             * Format: uuid
             * @description The introduction to the employer that led to it
             */
            introduction?: string;
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** @description It happened before the opening, and is said so */
            priorHistory?: boolean;
            /** Format: date */
            startsOn: string;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        JobStartForm: {
            /** @description Code of the nomenclature contracts */
            contract: string;
            emploiFranc?: boolean;
            employer?: components["schemas"]["LabelledForm"];
            /** @description Last day; there iff the contract has an end */
            expectedEnd?: string | "unknown";
            /**
             * Format: uuid
             * @description The introduction to the employer that led to it
             */
            introduction?: string;
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** @description It happened before the opening, and is said so */
            priorHistory?: boolean;
            /** @description ROME code: a letter and four digits */
            rome?: string;
            /**
             * Format: uuid
             * @description The signature that it follows
             */
            signature?: string;
            signedOn: string | "unknown";
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
            weeklyHours: number | "unknown";
        };
        JoiningForm: {
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** @description What it does in the parcours, in its own words */
            role: string;
            /**
             * Format: uuid
             * @description Sits on the comité technique local
             */
            structure: string;
            /** @description Code of the nomenclature support-kinds */
            supportKind: string;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        KeptEntryView: {
            /** @enum {string} */
            because: "has-dependants" | "changed-since";
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "parcours" | "person" | "structure";
            message: string;
            /** @description Type of the event */
            type: string;
        };
        KnownMandateView: {
            /** Format: date */
            from: string;
            mandate: string;
            /** @enum {string} */
            role: "operator" | "structure-manager" | "coordinator" | "steering" | "institutional" | "dpo" | "admin";
            structure: string | null;
            territory: string | null;
            /** Format: date */
            until: string | null;
        };
        KnownPeopleView: {
            /** @description Whom to call about each of the others */
            contacts: components["schemas"]["ContactForPersonView"][];
            /** @description Those whom the reader may see */
            people: components["schemas"]["PersonItemView"][];
        };
        KnownProfessionalView: {
            email: string | null;
            familyName: string;
            givenName: string;
            mandates: components["schemas"]["KnownMandateView"][];
            phone: string | null;
            professional: string;
        };
        LabelledForm: {
            /** Format: uuid */
            id?: string;
            label: string;
        };
        LapseEntryForm: {
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /**
             * Format: uuid
             * @description The entry that proposed it
             */
            orientation: string;
            /** @description It happened before the opening, and is said so */
            priorHistory?: boolean;
            /** @enum {string} */
            reason: "person-did-not-come" | "no-place" | "no-answer";
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        LapseForm: {
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** @description It happened before the opening, and is said so */
            priorHistory?: boolean;
            /** @enum {string} */
            reason: "person-did-not-come" | "no-place" | "no-answer";
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        MailsState: {
            /** @description False where no mail server is set: nothing is planned, nothing leaves */
            enabled: boolean;
            /** @description The latest first, 100 at most */
            failed: components["schemas"]["FailedMailView"][];
            /** @description When the last one left, in milliseconds since 1970 */
            lastSentAt: number | null;
            waiting: number;
        };
        MandateEndForm: {
            /**
             * Format: date
             * @description First day without the mandate
             */
            on: string;
        };
        MandateForm: {
            /** Format: date */
            from: string;
            /** @enum {string} */
            role: "operator" | "structure-manager" | "coordinator" | "steering" | "institutional" | "dpo" | "admin";
            /** Format: uuid */
            structure?: string;
            /** Format: uuid */
            territory?: string;
            /**
             * Format: date
             * @description Last day held
             */
            to?: string;
        };
        MandateView: {
            mandate: string;
            /** @enum {string} */
            role: "operator" | "structure-manager" | "coordinator" | "steering" | "institutional" | "dpo" | "admin";
            structure: string | null;
            territory: string | null;
        };
        MappingForm: {
            /** @description A file of the profile */
            as: string;
            /** @description Title in the file, by column of the profile */
            columns: {
                [key: string]: string;
            };
            /** @description Name of the table, as in `tables` */
            table: string;
        };
        MaybeNamedView: {
            /**
             * Format: uuid
             * @description Null where it may not be named
             */
            id: string | null;
            name: string;
        };
        Me: {
            mandates: components["schemas"]["MandateView"][];
            name: string | null;
            professional: string;
            roles: ("operator" | "structure-manager" | "coordinator" | "steering" | "institutional" | "dpo" | "admin")[];
            structures: string[];
            territories: string[];
        };
        MergeForm: {
            /**
             * Format: uuid
             * @description The record that stands for both from then on
             */
            into: string;
        };
        MissedCaseList: {
            items: components["schemas"]["MissedCaseView"][];
        };
        MissedCaseView: {
            /** @description « Dossier 7F3A90C1 » */
            caseNumber: string;
            /** Format: date */
            exitOn: string;
            /** Format: uuid */
            parcoursId: string;
        };
        MomentForm: {
            /** Format: date */
            on: string;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        MuteView: {
            /** @enum {string} */
            by: "no-contact-wanted" | "pause" | "waiting-start" | "appointment";
            evidence: components["schemas"]["EvidenceView"] | null;
            /** @description In the language of Accept-Language */
            text: string;
            /** Format: date */
            until: string | null;
        };
        NamedView: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        NewcomerForm: {
            /**
             * Format: email
             * @description The login; without it, whoever holds the link chooses it
             */
            email?: string;
            familyName: string;
            givenName: string;
        };
        NewServiceForm: {
            accessConditions?: string;
            address?: components["schemas"]["ServiceAddressForm"];
            /** @description Common law (droit commun); as the scheme is marked, where there is one */
            commonLaw: boolean;
            description: string;
            /** @description Communes, départements, EPCI or france */
            eligibilityAreas?: string[];
            /** @description Of the service, not of somebody */
            email?: string;
            /** @enum {string} */
            fees?: "free" | "paid";
            feesDetails?: string;
            hoursPerWeek?: number;
            mobilisationDetails?: string;
            mobilisationLink?: string;
            /** @description Codes of the nomenclature mobilisation-modes */
            mobilisationModes?: string[];
            mobilisedBy?: ("residents" | "professionals")[];
            name: string;
            /**
             * Format: date
             * @description Since when it is so; today by default
             */
            on?: string;
            /** @description As OpenStreetMap writes them */
            openingHours?: string;
            /** @description Of the service, not of somebody */
            phone?: string;
            placesOpen?: number | "unknown";
            /** @description Codes of the nomenclature service-publics */
            publics?: string[];
            publicsDetails?: string;
            receptionModes?: ("in-person" | "remote")[];
            /** @description Code of the nomenclature schemes */
            scheme?: string;
            sourceLink?: string;
            /**
             * Format: uuid
             * @description The structure that gives it
             */
            structure: string;
            /** @description Codes of the nomenclature needs or barriers */
            topics?: string[];
            /** @description Code of the nomenclature service-types */
            type?: string;
            weeks?: number;
        };
        NewStructureForm: {
            /** @description Code of the nomenclature structure-kinds */
            kind: string;
            name: string;
            /**
             * Format: date
             * @description Since when it is known by this name; today by default
             */
            on?: string;
            /** @description Fourteen digits; spaces are left out */
            siret?: string;
        };
        NextActionCompletionForm: {
            /**
             * Format: uuid
             * @description The entry that planned it
             */
            nextAction: string;
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** @description It happened before the opening, and is said so */
            priorHistory?: boolean;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        NextActionForm: {
            /** Format: date */
            dueOn: string;
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** @description It happened before the opening, and is said so */
            priorHistory?: boolean;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
            what: string;
            who: components["schemas"]["NextActorForm"];
        };
        NextActorForm: {
            /** @enum {string} */
            kind: "person" | "professional" | "structure";
            /**
             * Format: uuid
             * @description There iff the kind is professional
             */
            professional?: string;
            /**
             * Format: uuid
             * @description There iff the kind is structure
             */
            structure?: string;
        };
        NomenclatureItem: {
            code: string;
            /** @description Further columns of this list */
            extra: {
                [key: string]: string;
            };
            /** @description In the language of Accept-Language */
            label: string;
            /**
             * @description `to-confirm` is an assumption, and shown as one
             * @enum {string}
             */
            status: "sourced" | "to-confirm";
            /** Format: date */
            validFrom?: string;
            /**
             * Format: date
             * @description Last day
             */
            validTo?: string;
        };
        NomenclatureView: {
            items: components["schemas"]["NomenclatureItem"][];
        };
        NoticeDueView: {
            /**
             * @description RGPD: 13 collected from her, 14 learnt from elsewhere
             * @enum {number}
             */
            article: 13 | 14;
            /** Format: uuid */
            beneficiaryId: string;
            /** @description Given name and initial */
            displayName: string;
            /** Format: date */
            dueOn: string;
            late: boolean;
            /** Format: date */
            since: string;
            /**
             * Format: uuid
             * @description The structure that is to inform her
             */
            structureId: string;
        };
        NoticePageView: {
            items: components["schemas"]["NoticeDueView"][];
            /** @description cursor of the next page; absent on the last one */
            next?: string;
        };
        NoticeView: {
            /** @enum {number} */
            article: 13 | 14;
            /**
             * Format: uuid
             * @description The record that it was said of
             */
            beneficiaryId: string;
            /**
             * Format: uuid
             * @description The entry, that a withdrawal or lift names
             */
            id: string;
            means: string;
            /** Format: date */
            on: string;
            /** Format: uuid */
            structure: string | null;
        };
        NotificationChoice: {
            /** @enum {string} */
            digest: "daily" | "weekly" | "none";
        };
        Object: Record<string, never>;
        ObjectionForm: {
            /**
             * Format: date
             * @description When it happened in life; today where absent
             */
            occurredOn?: string;
            /**
             * @description What is to stop
             * @enum {string}
             */
            purpose: "contact" | "profiling" | "sharing" | "all";
        };
        ObjectionView: {
            /**
             * Format: uuid
             * @description The record that it was said of
             */
            beneficiaryId: string;
            /**
             * Format: uuid
             * @description The entry, that a withdrawal or lift names
             */
            id: string;
            /** Format: date */
            on: string;
            /** @enum {string} */
            purpose: "contact" | "profiling" | "sharing" | "all";
        };
        OpenCaseView: {
            /**
             * Format: uuid
             * @description What break-the-glass is asked for by
             */
            beneficiaryId: string;
            caseNumber: string;
            /** Format: date */
            openedOn: string;
            /** Format: uuid */
            parcoursId: string;
            structure: components["schemas"]["NamedView"];
        };
        OpenedView: {
            eventIds: string[];
            /**
             * Format: uuid
             * @description The parcours
             */
            id: string;
            /** @description To be waited for by a read that must see it */
            position: string;
            /** @description True where an earlier attempt had already been stored */
            repeated: boolean;
            /** @description Of the stream: the version that ETag and If-Match name */
            revision: number;
        };
        OpeningEntryForm: {
            /** @description Code of the nomenclature entry-channels */
            entryChannel: string;
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        OpeningForm: {
            /** @description Code of the nomenclature entry-channels */
            entryChannel: string;
            entrySituation?: components["schemas"]["EntrySituationForm"];
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        OrientationDocument: {
            /** Format: date */
            acceptedOn: string | null;
            /** Format: uuid */
            beneficiaryId: string;
            /** @description The proposal: need, sheet...; empty for who may not read it, or no longer */
            data: {
                [key: string]: unknown;
            };
            /** @description Days from the proposal to the first meeting or to its end, or up to today */
            daysWaited: number;
            /** @description Given name and initial; a case number where the person is not open to the reader */
            displayName: string;
            /** Format: date */
            endedOn: string | null;
            /** @description Type of the event that ended it */
            ending: string | null;
            from: components["schemas"]["NamedView"];
            /** Format: uuid */
            orientationId: string;
            /** Format: uuid */
            parcoursId: string;
            personAgreed: boolean;
            /**
             * Format: uuid
             * @description The proposal in force, that an answer names
             */
            proposalId: string;
            /** Format: date */
            proposedOn: string;
            /** @description Nomenclature schemes; null where `to` may not be named */
            scheme: string | null;
            /** Format: date */
            startedOn: string | null;
            to: components["schemas"]["MaybeNamedView"];
            transfersReferent: boolean;
            /**
             * @description withdrawal: the parcours was exited first; its sender takes it back or, where that one had left, who took part at the exit says that it came to nothing
             * @enum {string|null}
             */
            waitsFor: "answer" | "start" | "withdrawal" | null;
        };
        OrientationForm: {
            commonLaw: boolean;
            /** @description Code of the nomenclature needs or barriers */
            need: string;
            /** @description There iff the action is specific */
            noCommonLawReason?: string;
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** @description A receiver without account */
            onBehalfOf?: components["schemas"]["LabelledForm"];
            personAgreed: boolean;
            /** @description It happened before the opening, and is said so */
            priorHistory?: boolean;
            /** @description Code of the nomenclature schemes */
            scheme?: string;
            /**
             * Format: uuid
             * @description Of the directory of services
             */
            service?: string;
            sheet: components["schemas"]["OrientationSheetForm"];
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
            /** Format: uuid */
            toStructure: string;
            transfersReferent: boolean;
        };
        OrientationItemView: {
            /** Format: date */
            acceptedOn: string | null;
            /** Format: uuid */
            beneficiaryId: string;
            /** @description Days from the proposal to the first meeting or to its end, or up to today */
            daysWaited: number;
            /** @description Given name and initial; a case number where the person is not open to the reader */
            displayName: string;
            /** Format: date */
            endedOn: string | null;
            /** @description Type of the event that ended it */
            ending: string | null;
            from: components["schemas"]["NamedView"];
            /** Format: uuid */
            orientationId: string;
            /** Format: uuid */
            parcoursId: string;
            personAgreed: boolean;
            /**
             * Format: uuid
             * @description The proposal in force, that an answer names
             */
            proposalId: string;
            /** Format: date */
            proposedOn: string;
            /** @description Nomenclature schemes; null where `to` may not be named */
            scheme: string | null;
            /** Format: date */
            startedOn: string | null;
            to: components["schemas"]["MaybeNamedView"];
            transfersReferent: boolean;
            /**
             * @description withdrawal: the parcours was exited first; its sender takes it back or, where that one had left, who took part at the exit says that it came to nothing
             * @enum {string|null}
             */
            waitsFor: "answer" | "start" | "withdrawal" | null;
        };
        OrientationPageView: {
            items: components["schemas"]["OrientationItemView"][];
            /** @description cursor of the next page; absent on the last one */
            next?: string;
        };
        OrientationSheetForm: {
            constraints?: string;
            expectations?: string;
            /** @description What the person agreed to pass on */
            summary: string;
        };
        OutreachLinkForm: {
            /** Format: uuid */
            beneficiaryId: string;
        };
        OutreachPlaceForm: {
            /** Format: uuid */
            id?: string;
            label: string;
        };
        ParcoursDocument: {
            entries: components["schemas"]["EntryDocument"][];
            gaps: components["schemas"]["GapView"][];
            parcours: components["schemas"]["ParcoursHeadView"];
            person: components["schemas"]["PersonHeadView"];
            position: string;
            revision: number;
        };
        ParcoursHeadView: {
            /** Format: uuid */
            beneficiaryId: string;
            /** Format: date */
            exitedOn: string | null;
            /** Format: uuid */
            id: string;
            /** Format: date */
            openedOn: string;
            /** @description Of an open parcours, today */
            phase: string | null;
            referent: components["schemas"]["ReferentView"] | null;
            /** @enum {string} */
            status: "open" | "exited";
            structures: components["schemas"]["ParticipationView"][];
        };
        ParticipationView: {
            /** Format: date */
            from: string;
            /** Format: uuid */
            id: string;
            name: string;
            role: string | null;
            /**
             * Format: date
             * @description First day without it
             */
            to: string | null;
        };
        PauseForm: {
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** @description Code of the nomenclature pause-reasons */
            reason: string;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
            /**
             * Format: date
             * @description Last day of the pause
             */
            until: string;
        };
        PauseLiftForm: {
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** Format: uuid */
            pause: string;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        PeopleFoundView: {
            /** @description The best matches first */
            items: components["schemas"]["PersonItemView"][];
            /** @description More people were found than are shown */
            more: boolean;
        };
        PeopleQuestion: {
            /** @description Names or beginnings of names, in any order */
            name: string;
        };
        PerimeterView: {
            extension: string;
            /** Format: date */
            from: string;
            /** @description In the language of Accept-Language */
            label: string;
            /** @description Code of the nomenclature qpv */
            qpv: string;
            /**
             * Format: date
             * @description First day outside
             */
            until: string | null;
        };
        PersonDocument: {
            /** @description Merges go round in a circle: one is to be reversed */
            circular: boolean;
            /** @description Those that the reader may see */
            criteria: components["schemas"]["CriterionView"][];
            /** @description Of the record that stands for all */
            identity: components["schemas"]["IdentityView"];
            notices: components["schemas"]["NoticeView"][];
            objections: components["schemas"]["ObjectionView"][];
            /** @description Those that the reader may see */
            parcours: components["schemas"]["PersonParcoursItemView"][];
            records: components["schemas"]["PersonRecordView"][];
            restrictions: components["schemas"]["RestrictionView"][];
        };
        PersonHeadView: {
            birthYear: number | null;
            /** @description Given name and initial */
            displayName: string;
            /** @description Nomenclature qpv */
            qpv: string | null;
        };
        PersonItemView: {
            /** Format: uuid */
            beneficiaryId: string;
            birthYear: number | null;
            fullName: string;
            /** @description The newest that the reader may see */
            parcours: components["schemas"]["PersonParcoursView"] | null;
            /** @description Opened by breaking the glass alone: nothing may be recorded of her */
            readOnly: boolean;
        };
        PersonParcoursItemView: {
            /** Format: uuid */
            beneficiaryId: string;
            /** Format: date */
            exitedOn: string | null;
            /** Format: uuid */
            id: string;
            /** Format: date */
            openedOn: string;
            referent: components["schemas"]["NamedView"] | null;
            /** @enum {string} */
            status: "open" | "exited";
            structure: components["schemas"]["NamedView"];
            /** @description Another parcours of hers is open in the territory */
            toReconcile: boolean;
        };
        PersonParcoursView: {
            /** Format: uuid */
            id: string;
            referent: components["schemas"]["NamedView"] | null;
            /** @enum {string} */
            status: "open" | "exited";
            structure: components["schemas"]["NamedView"];
        };
        PersonRecordView: {
            /** Format: uuid */
            beneficiaryId: string;
            fullName: string;
            /**
             * Format: uuid
             * @description The merge, to be named to reverse it
             */
            mergeId: string | null;
        };
        PersonTimelineDocument: {
            /** @description By day */
            entries: components["schemas"]["TimelineEntryDocument"][];
            parcours: components["schemas"]["TimelineParcoursView"][];
        };
        PostalAddressForm: {
            city: string;
            line: string;
            postcode: string;
        };
        PrecisionView: {
            /** @description Closed by somebody, or ended by an exit for abandonment */
            endedByPerson: number;
            outcomes?: {
                "already-in-job": number;
                duplicate: number;
                "late-data": number;
                lost: number;
                "not-relevant": number;
                reconnected: number;
            };
            /** @description (reconnected + lost) of those ended by a person */
            precision: number | null;
            quarters: components["schemas"]["QuarterView"][];
            raised: number;
            /** @description Alerts that it raised while on trial */
            raisedOnTrial?: number;
            /** @description Ended by themselves, without an outcome */
            resolved: number;
            version: number;
            /** @description Share, of those that ended, of those without an outcome */
            withoutOutcome: number | null;
        };
        PreviewForm: {
            /** @description Takes the place of the mapping given before */
            mapping?: components["schemas"]["MappingForm"][];
            /** @description Another profile than before */
            profile?: string;
        };
        ProfessionalsPage: {
            items: components["schemas"]["KnownProfessionalView"][];
            nextCursor?: string;
        };
        ProfileFileView: {
            /** @description Every column that may be read */
            columns: string[];
            name: string;
            /** @description Columns by which a file is known to be this one */
            requires: string[];
        };
        ProfileForm: {
            /** Format: date */
            birthDate?: string;
            birthName?: string;
            familyName?: string;
            givenName?: string;
            /**
             * Format: date
             * @description When it happened in life; today where absent
             */
            occurredOn?: string;
            /** @enum {string} */
            sex?: "female" | "male" | "other" | "unknown";
        };
        ProfilesView: {
            items: components["schemas"]["ProfileView"][];
        };
        ProfileView: {
            files: components["schemas"]["ProfileFileView"][];
            id: string;
            /** @description In the language of Accept-Language */
            title: string;
        };
        ProofHolderForm: {
            label: string;
            /** Format: uuid */
            structure?: string;
        };
        ProposedStep: {
            /** Format: uuid */
            parcoursId: string;
            /**
             * @description Nomenclature exit-reasons, to be confirmed by whoever records it
             * @enum {string}
             */
            reason: "abandonment";
            /** @enum {string} */
            step: "exits";
        };
        QpvForm: {
            /** @description Code of the nomenclature qpv; null outside any, unknown where not known */
            code: string | null;
            /** @enum {string} */
            evidence: "declared" | "address" | "domiciliation" | "partner";
        };
        QuarterView: {
            endedByPerson: number;
            precision: number | null;
            /** @description 2026-Q4 */
            quarter: string;
            raised: number;
            withoutOutcome: number | null;
        };
        ReceivedFileView: {
            bytes: number;
            /** Format: uuid */
            id: string;
            name: string;
            /** @description True where all of it had been sent before */
            repeated: boolean;
        };
        ReconnectionForm: {
            /** @description Code of the nomenclature contact-channels */
            channel: string;
            note?: string;
            /**
             * Format: date
             * @description When it happened
             */
            occurredOn: string;
            /** @description Code of the nomenclature contact-outcomes */
            outcome?: string;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        RedeemLinkForm: {
            /** Format: email */
            login: string;
            /** Format: password */
            password: string;
            /** @description What stands after # in the address of the link */
            token: string;
        };
        RedraftForm: {
            /** @description The whole set, of the form of libs/dropout-risk/rule-sets/default.v1.json; its version is not read */
            ruleSet: {
                [key: string]: unknown;
            };
        };
        ReferentContactView: {
            email: string | null;
            /** Format: uuid */
            id: string;
            name: string;
            phone: string | null;
        };
        ReferentForm: {
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /**
             * Format: uuid
             * @description Holds a mandate in the structure
             */
            professional: string;
            /**
             * Format: uuid
             * @description Takes part in the parcours; that of the caller by default
             */
            structure?: string;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        ReferentReleaseForm: {
            /**
             * Format: uuid
             * @description The entry that assigned the referent
             */
            assignment: string;
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        ReferentView: {
            /** Format: uuid */
            id: string;
            name: string;
            structure: components["schemas"]["NamedView"];
        };
        RegisteredBeneficiaryView: {
            eventIds: string[];
            /** Format: uuid */
            id: string;
            /** @description What the user is to be told */
            notice?: string;
            /** @description Registered all the same, and to be redirected */
            outOfPerimeter: boolean;
            position: string;
            /** @description True where an earlier attempt had already been stored */
            repeated: boolean;
            revision: number;
        };
        RegisteredView: {
            professional: string;
        };
        RenameForm: {
            /**
             * Format: date
             * @description First day of the name
             */
            from: string;
            name: string;
        };
        ReopeningForm: {
            /**
             * Format: uuid
             * @description The exit that no longer is one
             */
            exit: string;
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        ReschedulingForm: {
            /**
             * Format: uuid
             * @description The entry that scheduled it first
             */
            appointment: string;
            /** @description When it is to take place now */
            at: components["schemas"]["MomentForm"];
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            place?: components["schemas"]["LabelledForm"];
            /** @description It happened before the opening, and is said so */
            priorHistory?: boolean;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
            with?: components["schemas"]["AppointmentWithForm"];
        };
        RestrictionForm: {
            /**
             * Format: date
             * @description When it happened in life; today where absent
             */
            occurredOn?: string;
            reason: string;
        };
        RestrictionView: {
            /**
             * Format: uuid
             * @description The record that it was said of
             */
            beneficiaryId: string;
            /**
             * Format: uuid
             * @description The entry, that a withdrawal or lift names
             */
            id: string;
            /** Format: date */
            on: string;
            /** @description Null for who may not read it */
            reason: string | null;
        };
        RetirementForm: {
            reason: string;
        };
        RetriedReviewsView: {
            /** @description How many were asked for */
            asked: number;
        };
        RibbonContactView: {
            /** Format: date */
            on: string;
            /** @enum {string} */
            outcome: "reached" | "attempted" | "missed";
        };
        RibbonSpanView: {
            /** Format: date */
            from: string;
            /** @enum {string} */
            kind: "support" | "training" | "job" | "action" | "orientation" | "pause" | "gap";
            /**
             * Format: date
             * @description First day without it; absent while it goes on
             */
            to?: string;
        };
        RibbonView: {
            contacts: components["schemas"]["RibbonContactView"][];
            spans: components["schemas"]["RibbonSpanView"][];
        };
        RiskAlertView: {
            /** Format: uuid */
            id: string;
            n: number;
        };
        RiskDocument: {
            /** @description The one that was open then */
            alert: components["schemas"]["RiskAlertView"] | null;
            /** @description False where the parcours was not known to have opened */
            known: boolean;
            /** @enum {string} */
            level: "none" | "watch" | "at-risk" | "critical";
            /** @description In the language of Accept-Language */
            levelName: string;
            messages: components["schemas"]["RiskMessageView"][];
            /**
             * Format: date
             * @description When time alone may change it
             */
            nextReviewOn: string | null;
            /** Format: date */
            on: string;
            /** Format: uuid */
            parcoursId: string;
            position: string | null;
            rules: components["schemas"]["RiskRuleView"][];
            ruleSet: components["schemas"]["RiskRuleSetView"];
            score: number;
            stoppedBy: components["schemas"]["RiskStopView"] | null;
        };
        RiskMessageView: {
            evidence: components["schemas"]["EvidenceView"];
            /** @enum {string} */
            kind: "concern";
            /** Format: date */
            since: string;
        };
        RiskRuleSetView: {
            label: string;
            version: number;
        };
        RiskRuleView: {
            /** @description It is in the score */
            counts: boolean;
            /**
             * Format: date
             * @description Of one that does not hold: the first day on which it would if nothing happens
             */
            expectedOn: string | null;
            /** @description It holds, muted or not */
            flagged: boolean;
            flags: components["schemas"]["FlagView"][];
            /**
             * @description Only the highest of one counts
             * @enum {string|null}
             */
            group: "S" | "H" | "B" | null;
            instance: string;
            label: string;
            rule: string;
            weight: number;
        };
        RiskStopView: {
            /** @enum {string} */
            by: "objection" | "restriction";
            evidence: components["schemas"]["EvidenceView"];
            text: string;
        };
        RuleSetChangeView: {
            /** @description The same */
            after: Record<string, never> | null;
            /** @description A text, number or yes/no; null where there is none */
            before: Record<string, never> | null;
            /** @description Rules go by their instance: /rules/R1/params/days/support */
            field: string;
            /** @description What the field belongs to, in the language of Accept-Language */
            label: string;
        };
        RuleSetDocument: {
            activation: components["schemas"]["ActivationView"] | null;
            backTests: components["schemas"]["BackTestView"][];
            /** @description Names the content, whatever its version */
            hash: string;
            /** @description In the language of Accept-Language */
            label: string;
            /** @description How many rules it holds */
            rules: number;
            /** @description The whole set, of the form of libs/dropout-risk/rule-sets/default.v1.json; its version is not read */
            ruleSet: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            status: "draft" | "shadow" | "active" | "replaced" | "retired";
            version: number;
        };
        RuleSetItemView: {
            activation: components["schemas"]["ActivationView"] | null;
            backTests: components["schemas"]["BackTestItemView"][];
            /** @description Names the content, whatever its version */
            hash: string;
            /** @description In the language of Accept-Language */
            label: string;
            /** @description How many rules it holds */
            rules: number;
            /** @enum {string} */
            status: "draft" | "shadow" | "active" | "replaced" | "retired";
            version: number;
        };
        RuleSetListView: {
            items: components["schemas"]["RuleSetItemView"][];
        };
        SeatEndForm: {
            /**
             * Format: date
             * @description First day without the seat
             */
            on: string;
        };
        SeatForm: {
            /** Format: date */
            from: string;
            /** Format: uuid */
            territory: string;
        };
        SeatView: {
            /** Format: date */
            from: string;
            seat: string;
            territory: string;
            /** Format: date */
            until: string | null;
        };
        ServiceAddressForm: {
            city?: string;
            complement?: string;
            /** @description Code officiel géographique */
            inseeCode?: string;
            line?: string;
            postcode?: string;
        };
        ServiceConfirmationForm: {
            /**
             * Format: date
             * @description Since when it is so; today by default
             */
            on?: string;
            placesOpen?: number | "unknown";
        };
        ServicesPage: {
            items: components["schemas"]["ServiceView"][];
            nextCursor?: string;
        };
        ServiceUpdateForm: {
            accessConditions?: string;
            address?: components["schemas"]["ServiceAddressForm"];
            /** @description Common law (droit commun); as the scheme is marked, where there is one */
            commonLaw: boolean;
            description: string;
            /** @description Communes, départements, EPCI or france */
            eligibilityAreas?: string[];
            /** @description Of the service, not of somebody */
            email?: string;
            /** @enum {string} */
            fees?: "free" | "paid";
            feesDetails?: string;
            hoursPerWeek?: number;
            mobilisationDetails?: string;
            mobilisationLink?: string;
            /** @description Codes of the nomenclature mobilisation-modes */
            mobilisationModes?: string[];
            mobilisedBy?: ("residents" | "professionals")[];
            name: string;
            /**
             * Format: date
             * @description Since when it is so; today by default
             */
            on?: string;
            /** @description As OpenStreetMap writes them */
            openingHours?: string;
            /** @description Of the service, not of somebody */
            phone?: string;
            placesOpen?: number | "unknown";
            /** @description Codes of the nomenclature service-publics */
            publics?: string[];
            publicsDetails?: string;
            receptionModes?: ("in-person" | "remote")[];
            /** @description Code of the nomenclature schemes */
            scheme?: string;
            sourceLink?: string;
            /** @description Codes of the nomenclature needs or barriers */
            topics?: string[];
            /** @description Code of the nomenclature service-types */
            type?: string;
            weeks?: number;
        };
        ServiceView: {
            accessConditions?: string;
            address?: components["schemas"]["ServiceAddressForm"];
            /** @description Common law (droit commun); as the scheme is marked, where there is one */
            commonLaw: boolean;
            /**
             * Format: date
             * @description Listed, updated or confirmed
             */
            confirmedOn: string;
            description: string;
            /** @description Communes, départements, EPCI or france */
            eligibilityAreas?: string[];
            /** @description Of the service, not of somebody */
            email?: string;
            /** @enum {string} */
            fees?: "free" | "paid";
            feesDetails?: string;
            hoursPerWeek?: number;
            id: string;
            /** Format: date */
            listedOn: string;
            mobilisationDetails?: string;
            mobilisationLink?: string;
            /** @description Codes of the nomenclature mobilisation-modes */
            mobilisationModes?: string[];
            mobilisedBy?: ("residents" | "professionals")[];
            name: string;
            /** @description As OpenStreetMap writes them */
            openingHours?: string;
            /** @description Of the service, not of somebody */
            phone?: string;
            placesOpen?: number | "unknown";
            /** @description Codes of the nomenclature service-publics */
            publics?: string[];
            publicsDetails?: string;
            receptionModes?: ("in-person" | "remote")[];
            /** @description Code of the nomenclature schemes */
            scheme?: string;
            sourceLink?: string;
            /** @description Nobody has confirmed it for 90 days */
            stale: boolean;
            structure: string;
            territory: string | null;
            /** @description Codes of the nomenclature needs or barriers */
            topics?: string[];
            /** @description Code of the nomenclature service-types */
            type?: string;
            weeks?: number;
            /** Format: date */
            withdrawnOn: string | null;
        };
        ServiceWithdrawalForm: {
            /**
             * Format: date
             * @description Since when it is so; today by default
             */
            on?: string;
            reason?: string;
        };
        SideBySideView: {
            both: number;
            onlyActive: number;
            onlyTrial: number;
        };
        SignInForm: {
            /** Format: email */
            login: string;
            /** Format: password */
            password: string;
        };
        SixMonthSituationForm: {
            /**
             * Format: uuid
             * @description The exit that it follows
             */
            exit: string;
            note?: string;
            /** @enum {boolean} */
            notReached?: true;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** @description Code of the nomenclature follow-up-situations */
            situation?: string;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
        };
        SnoozeForm: {
            /** @description `n` of the alert */
            n: number;
            /**
             * Format: date
             * @description First day on which it is shown again
             */
            until: string;
        };
        StructureForm: {
            /** @description Code of the nomenclature structure-kinds */
            kind: string;
            name: string;
            /** @description Fourteen digits; spaces are left out */
            siret?: string;
        };
        StructuresPage: {
            items: components["schemas"]["StructureView"][];
            nextCursor?: string;
        };
        StructureView: {
            id: string;
            /** @description Code of the nomenclature structure-kinds */
            kind: string;
            /** @description As of today */
            name: string;
            /** @description False where the reader may not know the name, nor add services */
            named: boolean;
            /** @description Whether it holds a seat today */
            seat: boolean;
            seats: components["schemas"]["SeatView"][];
            siret: string | null;
        };
        SuspectedRecordView: {
            /** Format: uuid */
            beneficiaryId: string;
            /** @description Null for one who is not open to the reader */
            fullName: string | null;
        };
        TerritoriesPage: {
            items: components["schemas"]["TerritoryView"][];
            nextCursor?: string;
        };
        TerritorySettingsView: {
            /** Format: date */
            conventionEndsOn: string | null;
            minimumAge: number;
            /** @enum {string} */
            minimumAgePolicy: "refuse" | "flag";
            /** @enum {string} */
            overlapPolicy: "refuse" | "flag";
        };
        TerritoryView: {
            /** Format: date */
            foundedOn: string;
            id: string;
            name: string;
            perimeter: components["schemas"]["PerimeterView"][];
            settings: components["schemas"]["TerritorySettingsView"];
            /** @description IANA zone in which its days begin and end */
            zone: string;
        };
        TestedRuleSetView: {
            hash: string;
            id: string;
            version: number;
        };
        TimelineEntryDocument: {
            actor: components["schemas"]["NamedView"] | null;
            /**
             * Format: uuid
             * @description The entry that it replaces
             */
            corrects: string | null;
            data: {
                [key: string]: unknown;
            };
            /** Format: uuid */
            eventId: string;
            /** @description Fields of data that are kept from the reader, whole or in part */
            hidden: string[];
            /** Format: date */
            occurredOn: string;
            /** Format: uuid */
            parcoursId: string;
            /** Format: date */
            recordedOn: string;
            structure: components["schemas"]["NamedView"] | null;
            /** @description HH:mm */
            time: string | null;
            type: string;
            voided: boolean;
        };
        TimelineParcoursView: {
            gaps: components["schemas"]["GapView"][];
            parcours: components["schemas"]["ParcoursHeadView"];
        };
        TrainingAbandonmentForm: {
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** @description It happened before the opening, and is said so */
            priorHistory?: boolean;
            /** @description Code of the nomenclature abandonment-reasons */
            reason: string;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
            /**
             * Format: uuid
             * @description The start of the training
             */
            training: string;
        };
        TrainingAbsenceForm: {
            /** Format: date */
            from: string;
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** @description It happened before the opening, and is said so */
            priorHistory?: boolean;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
            /**
             * Format: date
             * @description Last day away; still absent without it
             */
            to?: string;
            /**
             * Format: uuid
             * @description The start of the training
             */
            training: string;
        };
        TrainingAdmissionForm: {
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** @description It happened before the opening, and is said so */
            priorHistory?: boolean;
            provider?: components["schemas"]["LabelledForm"];
            /** Format: date */
            startsOn: string;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
            title?: string;
        };
        TrainingCompletionForm: {
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** @description It happened before the opening, and is said so */
            priorHistory?: boolean;
            qualification?: string;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
            /**
             * Format: uuid
             * @description The start of the training that ends
             */
            training: string;
        };
        TrainingStartForm: {
            /**
             * Format: uuid
             * @description The admission that it follows
             */
            admission?: string;
            /** Format: date */
            expectedEnd: string;
            /** @description Five digits (Formacode) */
            formacode?: string;
            note?: string;
            /**
             * Format: date
             * @description When it happened in life; late entries are welcome
             */
            occurredOn: string;
            /** @description It happened before the opening, and is said so */
            priorHistory?: boolean;
            provider: components["schemas"]["LabelledForm"];
            qualifying: boolean;
            /** @description `HH:mm`, in the zone of the territory */
            time?: string;
            title: string;
        };
        UsedColumnView: {
            /** @description Of the profile */
            column: string;
            /** @description Of the file */
            theirs: string;
        };
        VoidForm: {
            why: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    Accesses_page: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                from?: string;
                limit?: number;
                /** @description Who was shown */
                person?: string;
                /** @description Who looked */
                professional?: string;
                /** @description Last day */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessesPage"];
                };
            };
        };
    };
    Alerts_list: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                level?: "at-risk" | "critical";
                limit?: number;
                /** @description active: to be answered today */
                state?: "active" | "unseen" | "in-charge" | "snoozed" | "suspended" | "ended";
                /** @description Of this structure alone, one of the reader’s */
                structure?: string;
                /** @description mine: that one answers for, or stands in for */
                whose?: "mine" | "all";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertPageView"];
                };
            };
        };
    };
    Alerts_one: {
        parameters: {
            query?: {
                /** @description Which of the alerts; the last one by default */
                n?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertView"];
                };
            };
        };
    };
    AlertCommands_close: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertClosingForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClosingAnswer"];
                };
            };
        };
    };
    AlertCommands_see: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    AlertCommands_snooze: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SnoozeForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    AlertCommands_takeInCharge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Alerts_counts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertCountsView"];
                };
            };
        };
    };
    Alerts_escalated: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EscalationPageView"];
                };
            };
        };
    };
    SignIn_redeem: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RedeemLinkForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    SignIn_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    SignIn_signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    SignIn_signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Registration_register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BeneficiaryForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisteredBeneficiaryView"];
                };
            };
        };
    };
    Contacts_address: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddressForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Contacts_contacts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactsForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Criteria_declare: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CriterionForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Merging_suspect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DuplicateForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Erasures_request: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ErasureForm"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureView"];
                };
            };
        };
    };
    InformationNotices_give: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InformationNoticeForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Merging_merge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MergeForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Merging_reverse: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person */
                id: string;
                merge: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Objections_object: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ObjectionForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Objections_withdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person */
                id: string;
                objection: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DatedForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Opening_open: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpeningForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedView"];
                };
            };
        };
    };
    Profile_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Restrictions_restrict: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RestrictionForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Restrictions_lift: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person */
                id: string;
                restriction: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DatedForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    PersonVoids_void: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EntryVoidForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Cases_list: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description What is to do, the longest waiting first */
                filter?: "no-referent" | "orientation-pending" | "next-action-due" | "entry-situation-missing" | "six-month-due" | "at-risk";
                limit?: number;
                /** @description Those that this professional answers for: a portfolio to hand over */
                referent?: string;
                /** @description Both by default */
                status?: "open" | "exited";
                /** @description mine: those that one answers for */
                whose?: "mine" | "all";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CasePageView"];
                };
            };
        };
    };
    Cases_counts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseCountsView"];
                };
            };
        };
    };
    Duplicates_list: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DuplicatePageView"];
                };
            };
        };
    };
    ElevationList_page: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ElevationPageView"];
                };
            };
        };
    };
    Elevations_elevate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ElevationForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryView"];
                };
            };
        };
    };
    Erasures_page: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasuresPage"];
                };
            };
        };
    };
    FailedReviews_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailedReviewsView"];
                };
            };
        };
    };
    FailedReviews_retry: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetriedReviewsView"];
                };
            };
        };
    };
    FirstRun_state: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FirstRunState"];
                };
            };
        };
    };
    FirstRun_perform: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FirstRunForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FirstRunView"];
                };
            };
        };
    };
    HandBacks_list: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandBackPageView"];
                };
            };
        };
    };
    Handovers_handOver: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandoverForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoverReport"];
                };
            };
        };
    };
    Imports_profiles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfilesView"];
                };
            };
        };
    };
    Imports_page: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportsPage"];
                };
            };
        };
    };
    Imports_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AskedView"];
                };
            };
        };
    };
    Imports_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
                };
            };
        };
    };
    Imports_anomalies: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportExamplesPage"];
                };
            };
        };
    };
    Imports_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AskedView"];
                };
            };
        };
    };
    Imports_add: {
        parameters: {
            query?: never;
            header: {
                /** @description Percent-encoded UTF-8, without a folder */
                "Jalons-File-Name": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivedFileView"];
                };
            };
        };
    };
    Imports_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Imports_preview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewForm"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AskedView"];
                };
            };
        };
    };
    Imports_run: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AskedView"];
                };
            };
        };
    };
    Imports_undo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AskedView"];
                };
            };
        };
    };
    Indicators_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IndicatorList"];
                };
            };
        };
    };
    Indicators_figure: {
        parameters: {
            query: {
                /** @description A day (its end in the zone of the territory, today until now), an instant or `now`; the newest event by default */
                asOf?: string;
                /** @description First day of the window */
                from: string;
                /** @description All that the coordinator has by default */
                territory?: string;
                /** @description Last day of the window, included */
                to: string;
                /** @description Version of the definition; the newest by default */
                version?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FigureView"];
                };
            };
        };
    };
    Indicators_parcours: {
        parameters: {
            query: {
                /** @description A day (its end in the zone of the territory, today until now), an instant or `now`; the newest event by default */
                asOf?: string;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description First day of the window */
                from: string;
                limit?: number;
                /** @description All that the coordinator has by default */
                territory?: string;
                /** @description Last day of the window, included */
                to: string;
                /** @description Version of the definition; the newest by default */
                version?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountedParcoursPage"];
                };
            };
        };
    };
    Live_listen: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
        };
    };
    Mails_state: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailsState"];
                };
            };
        };
    };
    Mails_retry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Notifications_mine: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationChoice"];
                };
            };
        };
    };
    Notifications_choose: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NotificationChoice"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationChoice"];
                };
            };
        };
    };
    Nomenclatures_list: {
        parameters: {
            query?: {
                /** @description Only the values that hold on that day; all of them without it */
                on?: string;
            };
            header?: never;
            path: {
                list: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NomenclatureView"];
                };
            };
        };
    };
    Notices_list: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticePageView"];
                };
            };
        };
    };
    Coordination_read: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
                /** @description One that the reader coordinates; the only one by default */
                territory?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CoordinationNoticesView"];
                };
            };
        };
    };
    Orientations_list: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description sent: and those that wait in a parcours of mine that was exited. A coordinator is given both */
                direction?: "received" | "sent";
                limit?: number;
                /** @description waiting: for an answer or a start, the longest first; done: the newest first */
                state?: "waiting" | "done";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrientationPageView"];
                };
            };
        };
    };
    Orientations_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrientationDocument"];
                };
            };
        };
    };
    Outreach_page: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EncountersPage"];
                };
            };
        };
    };
    Outreach_record: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EncounterForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Outreach_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EncounterView"];
                };
            };
        };
    };
    Outreach_link: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OutreachLinkForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Outreach_void: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EntryVoidForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Anomalies_list: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnomaliesPage"];
                };
            };
        };
    };
    Parcours_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParcoursDocument"];
                };
            };
        };
    };
    Parcours_identity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityView"];
                };
            };
        };
    };
    Risk_view: {
        parameters: {
            query?: {
                /** @description Today by default; a past day is replayed */
                on?: string;
                /** @description What the log held up to there; all of it by default */
                position?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RiskDocument"];
                };
            };
        };
    };
    Actions_end: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActionEndForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Actions_start: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActionStartForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Appointments_miss: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppointmentIssueForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Appointments_honour: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppointmentIssueForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Appointments_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppointmentIssueForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Appointments_excuse: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppointmentIssueForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Appointments_reschedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReschedulingForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Appointments_schedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppointmentForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Situation_assess: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssessmentForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Situation_liftBarrier: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BarrierLiftForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Situation_identifyBarrier: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BarrierForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Pause_liftConcern: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConcernLiftForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Pause_raiseConcern: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConcernForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Contact_attempt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactAttemptForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Corrections_correct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CorrectionForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Employment_holdInterview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmployerInterviewForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Entry_recordSituation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EntrySituationStepForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Exit_exit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExitForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Employment_closeIntroduction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IntroductionClosingForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Employment_introduce: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IntroductionForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Employment_end: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JobEndForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Employment_sign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JobSignatureForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Employment_start: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JobStartForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    NextActions_complete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NextActionCompletionForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    NextActions_plan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NextActionForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Orientation_propose: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrientationForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Orientation_accept: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
                orientation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Orientation_close: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
                orientation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClosingForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Orientation_decline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
                orientation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeclineForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Orientation_lapse: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
                orientation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LapseForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Orientation_start: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
                orientation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Orientation_withdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
                orientation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Pause_lift: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PauseLiftForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Pause_declare: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PauseForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Participation_release: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReferentReleaseForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Participation_assign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReferentForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Exit_reopen: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReopeningForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Situation_confirm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmationForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Exit_recordSixMonths: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SixMonthSituationForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Participation_leave: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DepartureForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Participation_join: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JoiningForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Training_abandon: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrainingAbandonmentForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Training_reportAbsence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrainingAbsenceForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Training_admit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrainingAdmissionForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Training_complete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrainingCompletionForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Training_start: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrainingStartForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Voids_void: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The parcours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EntryVoidForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Persons_sheet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonDocument"];
                };
            };
        };
    };
    Persons_timeline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonTimelineDocument"];
                };
            };
        };
    };
    People_ask: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FullNameForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KnownPeopleView"];
                };
            };
        };
    };
    People_search: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PeopleQuestion"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeopleFoundView"];
                };
            };
        };
    };
    Professionals_list: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfessionalsPage"];
                };
            };
        };
    };
    Professionals_register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdentityForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisteredView"];
                };
            };
        };
    };
    Absences_declared: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AbsencesView"];
                };
            };
        };
    };
    Absences_declare: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AbsenceForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryView"];
                };
            };
        };
    };
    Absences_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                absence: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryView"];
                };
            };
        };
    };
    Professionals_voidEntry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                eventId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VoidForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryView"];
                };
            };
        };
    };
    Professionals_changeIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdentityForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryView"];
                };
            };
        };
    };
    Professionals_invite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationView"];
                };
            };
        };
    };
    Professionals_grantMandate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MandateForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryView"];
                };
            };
        };
    };
    Professionals_endMandate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                mandate: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MandateEndForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryView"];
                };
            };
        };
    };
    Professionals_revokeSessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    RuleSets_list: {
        parameters: {
            query?: never;
            header: {
                "jalons-territory": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleSetListView"];
                };
            };
        };
    };
    RuleSets_draft: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    RuleSets_one: {
        parameters: {
            query?: never;
            header: {
                "jalons-territory": string;
            };
            path: {
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleSetDocument"];
                };
            };
        };
    };
    RuleSets_redraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RedraftForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    RuleSets_activate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActivationForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    BackTests_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackTestRunList"];
                };
            };
        };
    };
    BackTests_ask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BackTestForm"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackTestAskedView"];
                };
            };
        };
    };
    BackTests_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackTestRunView"];
                };
            };
        };
    };
    BackTests_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    BackTests_missed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MissedCaseList"];
                };
            };
        };
    };
    RuleSets_compare: {
        parameters: {
            query: {
                /** @description The version to compare it with */
                with: number;
            };
            header: {
                "jalons-territory": string;
            };
            path: {
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComparisonView"];
                };
            };
        };
    };
    RuleSets_precision: {
        parameters: {
            query?: never;
            header: {
                "jalons-territory": string;
            };
            path: {
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrecisionView"];
                };
            };
        };
    };
    RuleSets_retire: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetirementForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    RuleSets_shadow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Services_list: {
        parameters: {
            query?: {
                /** @description Common law alone */
                commonLaw?: boolean;
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
                /** @description Code of the nomenclature service-publics */
                public?: string;
                /** @description Beginnings of words of its name, scheme, type or topics */
                q?: string;
                /** @description Code of the nomenclature schemes */
                scheme?: string;
                structure?: string;
                /** @description Those of the reader without it */
                territory?: string;
                /** @description A topic, its group, or what the group holds */
                topic?: string;
                /** @description Withdrawn ones too */
                withdrawn?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServicesPage"];
                };
            };
        };
    };
    Services_add: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewServiceForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Services_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceView"];
                };
            };
        };
    };
    Services_confirm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServiceConfirmationForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Services_publish: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
        };
    };
    Services_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServiceUpdateForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Services_void: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EntryVoidForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Services_withdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServiceWithdrawalForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Structures_list: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
                /** @description Where `seat` is asked for; the territories of the reader without it */
                territory?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StructuresPage"];
                };
            };
        };
    };
    Structures_register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewStructureForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Structures_voidEntry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                eventId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VoidForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Structures_rename: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenameForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Structures_grantSeat: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SeatForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Structures_endSeat: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                seat: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SeatEndForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    Territories_list: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TerritoriesPage"];
                };
            };
        };
    };
}
