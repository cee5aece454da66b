//! Runs a flow by hand on a server of Prefect: flows, runs and their states, logs, deployments, variables, limits.

#[path = "../../../target/servers/prefect/client/mod.rs"]
mod api;

use std::collections::BTreeMap;
use std::process::ExitCode;

use api::types::{
    ArtifactCreate, ArtifactUpdate, BodyBulkIncrementActiveSlotsV2ConcurrencyLimitsIncrementPost,
    BodyCreateFlowRunInputFlowRunsIdInputPost, BodyFilterFlowRunInputFlowRunsIdInputFilterPost,
    BodyFlowRunHistoryFlowRunsHistoryPost, BodyReadFlowsFlowsFilterPost, BodySetFlowRunStateFlowRunsIdSetStatePost,
    BodyWorkerHeartbeatWorkPoolsWorkPoolNameWorkersHeartbeatPost, ConcurrencyLimitV2Create, ConcurrencyLimitV2Update,
    CronSchedule, Data, DeploymentCreate, DeploymentFlowRunCreate, DeploymentScheduleCreate, DeploymentScheduleUpdate,
    DeploymentUpdate, FlowCreate, FlowFilter, FlowFilterName, FlowRunCreate, FlowRunUpdate, FlowUpdate, IdOrName,
    LogCreate, Schedule, SetStateStatus, StateCreate, StateType, Value, VariableCreate, VariableUpdate, WorkPoolCreate,
    WorkPoolUpdate, WorkQueueCreate,
};
use api::{Client, Password, only};
use servers::{Table, variable};
use warded::Retries;
use warded::format::DateTime;
use warded::serde_json::json;
use warded::uuid::Uuid;

type Api = Client<only::Password>;

const FLOW: &str = "water the plants";

#[tokio::main]
async fn main() -> ExitCode {
    // The server answers 503 if its database, SQLite, is just locked by a task of its own.
    let open = Client::builder().base_url(variable("ADDRESS")).retries(Retries::up_to(5));
    let open = open.build().expect("the address can be used");
    let api = open.clone().password(Password::new("admin", variable("SECRET")));
    let stranger = open.password(Password::new("admin", "wrong"));
    let mut table = Table::default();
    server(&mut table, &api, &stranger).await;
    let flow = flows(&mut table, &api).await;
    let run = runs(&mut table, &api, flow).await;
    inputs(&mut table, &api, run).await;
    logs(&mut table, &api, run).await;
    work_pools(&mut table, &api).await;
    deployments(&mut table, &api, flow).await;
    variables(&mut table, &api).await;
    artifacts(&mut table, &api, run).await;
    limits(&mut table, &api).await;
    end(&mut table, &api, flow, run).await;
    table.finish(60)
}

fn moment(text: &str) -> DateTime {
    text.parse().expect("a moment")
}

/// The server itself, also with a wrong password.
async fn server(table: &mut Table, api: &Api, stranger: &Api) {
    let healthy = table.call("ask for the health", api.health_check_health_get()).await;
    table.expect(healthy.is_some_and(|healthy| *healthy), "the server is healthy");
    table.call("ask for the version of the API", api.server_version_version_get()).await;
    table.call("greet", api.hello_hello_get()).await;
    table.call("greet with a wrong password", stranger.hello_hello_get()).await;
    table.call("ask if it is ready", api.perform_readiness_check_ready_get()).await;
    table.call("show the settings", api.read_settings_admin_settings_get()).await;
    let version = table.call("ask for the version", api.read_version_admin_version_get()).await;
    table.expect(version.is_some_and(|version| *version == "3.9.1"), "the version is the pinned one");
    table.call("show where results are stored", api.read_server_default_result_storage_admin_storage_get()).await;
}

/// Flows.
async fn flows(table: &mut Table, api: &Api) -> Uuid {
    let new = FlowCreate { tags: Some(vec!["garden".into()]), ..FlowCreate::new(FLOW) };
    let flow = table.call("create a flow", api.create_flow_flows_post(&new)).await;
    let id = flow.map(|flow| flow.id).unwrap_or_default();
    let again = table.call("create the same flow again", api.create_flow_flows_post(&new)).await;
    table.expect(again.is_some_and(|flow| flow.id == id), "it is the same flow");
    table.call("show the flow", api.read_flow_flows_id_get(id)).await;
    table.call("show the flow of a name", api.read_flow_by_name_flows_name_name_get(FLOW)).await;
    table.call("show a flow that does not exist", api.read_flow_flows_id_get(Uuid::nil())).await;
    let tags = FlowUpdate { tags: Some(vec!["balcony".into()]) };
    table.call("change the flow's tags", api.update_flow_flows_id_patch(id, &tags)).await;
    let name = FlowFilterName { like: "water".to_owned().into(), ..Default::default() };
    let flows = Some(FlowFilter { name: name.into(), ..Default::default() });
    let filter = BodyReadFlowsFlowsFilterPost { flows, ..Default::default() };
    let found = table.call("find flows", api.read_flows_flows_filter_post().body(&filter)).await;
    let found = found.is_some_and(|found| found.len() == 1 && found[0].tags == tags.tags);
    table.expect(found, "the flow is found with its new tags");
    let count = table.call("count the flows", api.count_flows_flows_count_post()).await;
    table.expect(count.is_some_and(|count| *count == 1), "there is one flow");
    let wrong = BodyReadFlowsFlowsFilterPost { limit: Some(-1), ..Default::default() };
    table.call("find fewer flows than none", api.read_flows_flows_filter_post().body(&wrong)).await;
    table.call("show a page of flows", api.paginate_flows_flows_paginate_post()).await;
    id
}

/// A run of the flow, through its states.
async fn runs(table: &mut Table, api: &Api, flow: Uuid) -> Uuid {
    let state = StateCreate { name: "Waiting".to_owned().into(), ..StateCreate::new(StateType::Pending) };
    let parameters = BTreeMap::from([("litres".to_owned(), json!(1.5))]);
    let new = FlowRunCreate {
        name: Some("first".into()),
        state: state.into(),
        parameters: Some(parameters.clone()),
        ..FlowRunCreate::new(flow)
    };
    let run = table.call("create a run", api.create_flow_run_flow_runs_post(&new)).await;
    let id = run.as_ref().map(|run| run.id).unwrap_or_default();
    table.expect(run.is_some_and(|run| run.parameters == Some(parameters)), "the parameters are what was sent");
    let running = BodySetFlowRunStateFlowRunsIdSetStatePost::new(StateCreate::new(StateType::Running));
    let set = table.call("start the run", api.set_flow_run_state_flow_runs_id_set_state_post(id, &running)).await;
    table.expect(set.is_some_and(|set| set.status == SetStateStatus::Accept), "the state was accepted");
    let name = FlowRunUpdate { name: "second".to_owned().into(), ..Default::default() };
    table.call("rename the run", api.update_flow_run_flow_runs_id_patch(id, &name)).await;
    let labels = BTreeMap::from([("place".to_owned(), json!("balcony"))]);
    table.call("label the run", api.update_flow_run_labels_flow_runs_id_labels_patch(id, &labels)).await;
    let completed = BodySetFlowRunStateFlowRunsIdSetStatePost::new(StateCreate::new(StateType::Completed));
    table.call("complete the run", api.set_flow_run_state_flow_runs_id_set_state_post(id, &completed)).await;
    let run = table.call("show the run", api.read_flow_run_flow_runs_id_get(id)).await;
    table.expect(run.is_some_and(|run| run.name.as_deref() == Some("second")), "the run was renamed");
    let states = table.call("list the run's states", api.read_flow_run_states_flow_run_states_get(id)).await;
    table.expect(states.is_some_and(|states| states.len() == 3), "there were three states");
    table.call("show the run's graph", api.read_flow_run_graph_v2_flow_runs_id_graph_v2_get(id)).await;
    table.call("list the runs", api.read_flow_runs_flow_runs_filter_post()).await;
    let hour = (moment("2026-01-01T00:00:00Z"), moment("2026-01-01T01:00:00Z"));
    let history = BodyFlowRunHistoryFlowRunsHistoryPost::new(hour.0, hour.1, 1200.0);
    table.call("show the history of runs", api.flow_run_history_flow_runs_history_post(&history)).await;
    id
}

/// Inputs of the run.
async fn inputs(table: &mut Table, api: &Api, run: Uuid) {
    let new = BodyCreateFlowRunInputFlowRunsIdInputPost::new("colour", "green".as_bytes().to_vec());
    table.call("send an input", api.create_flow_run_input_flow_runs_id_input_post(run, &new)).await;
    let filter = BodyFilterFlowRunInputFlowRunsIdInputFilterPost::new("col");
    let inputs = api.filter_flow_run_input_flow_runs_id_input_filter_post(run, &filter);
    let inputs = table.call("find inputs", inputs).await;
    table.expect(inputs.is_some_and(|inputs| inputs[0].value == "green"), "the input is what was sent");
    table.call("read the input", api.read_flow_run_input_flow_runs_id_input_key_get(run, "colour")).await;
    table.call("read an input that does not exist", api.read_flow_run_input_flow_runs_id_input_key_get(run, "x")).await;
    table.call("delete the input", api.delete_flow_run_input_flow_runs_id_input_key_delete(run, "colour")).await;
}

/// Logs of the run.
async fn logs(table: &mut Table, api: &Api, run: Uuid) {
    let time = moment("2026-01-01T00:00:00Z");
    let log = LogCreate { flow_run_id: run.into(), ..LogCreate::new("plants", 20, "watered, \"all\"", time) };
    table.call("write a log", api.create_logs_logs_post(&[log])).await;
    let logs = table.call("read the logs", api.read_logs_logs_filter_post()).await;
    table.expect(logs.is_some_and(|logs| logs.iter().any(|log| log.name == "plants")), "the log is there");
    table.call("download the logs", api.download_logs_flow_runs_id_logs_download_get(run)).await;
}

/// Work pools, their queues and workers.
async fn work_pools(table: &mut Table, api: &Api) {
    let new = WorkPoolCreate { r#type: Some("process".into()), ..WorkPoolCreate::new("garden") };
    table.call("create a work pool", api.create_work_pool_work_pools_post(&new)).await;
    table.call("create the same work pool again", api.create_work_pool_work_pools_post(&new)).await;
    let change = WorkPoolUpdate { concurrency_limit: 2.into(), ..Default::default() };
    table.call("limit the work pool", api.update_work_pool_work_pools_name_patch("garden", &change)).await;
    table.call("show the work pool", api.read_work_pool_work_pools_name_get("garden")).await;
    table.call("list the work pools", api.read_work_pools_work_pools_filter_post()).await;
    let queue = WorkQueueCreate::new("early");
    table.call("create a queue", api.create_work_queue_work_pools_work_pool_name_queues_post("garden", &queue)).await;
    table.call("list the queues", api.read_work_queues_work_pools_work_pool_name_queues_filter_post("garden")).await;
    let worker = BodyWorkerHeartbeatWorkPoolsWorkPoolNameWorkersHeartbeatPost::new("ada");
    let beat = api.worker_heartbeat_work_pools_work_pool_name_workers_heartbeat_post("garden", &worker);
    table.call("report a worker", beat).await;
    table.call("list the workers", api.read_workers_work_pools_work_pool_name_workers_filter_post("garden")).await;
    let scheduled = api.get_scheduled_flow_runs_work_pools_name_get_scheduled_flow_runs_post("garden");
    table.call("list the work pool's runs", scheduled).await;
}

/// Deployments and their schedules.
async fn deployments(table: &mut Table, api: &Api, flow: Uuid) {
    let new = DeploymentCreate { work_pool_name: "garden".to_owned().into(), ..DeploymentCreate::new("daily", flow) };
    let deployment = table.call("create a deployment", api.create_deployment_deployments_post(&new)).await;
    let id = deployment.map(|deployment| deployment.id).unwrap_or_default();
    let named = api.read_deployment_by_name_deployments_name_flow_name_deployment_name_get(FLOW, "daily");
    table.call("show the deployment of a name", named).await;
    let change = DeploymentUpdate { description: "each day".to_owned().into(), ..Default::default() };
    table.call("describe the deployment", api.update_deployment_deployments_id_patch(id, &change)).await;
    let deployment = table.call("show the deployment", api.read_deployment_deployments_id_get(id)).await;
    let described = deployment.and_then(|deployment| deployment.into_body().description.into_option());
    table.expect(described.as_deref() == Some("each day"), "the deployment was described");
    let cron = [DeploymentScheduleCreate::new(Schedule::CronSchedule(CronSchedule::new("0 6 * * *")))];
    let schedules = api.create_deployment_schedules_deployments_id_schedules_post(id, &cron);
    let schedules = table.call("add a schedule", schedules).await;
    let schedule = schedules.and_then(|all| all.first().map(|schedule| schedule.id)).unwrap_or_default();
    table.call("list the schedules", api.read_deployment_schedules_deployments_id_schedules_get(id)).await;
    let off = DeploymentScheduleUpdate { active: false.into(), ..Default::default() };
    let off = api.update_deployment_schedule_deployments_id_schedules_schedule_id_patch(id, schedule, &off);
    table.call("switch the schedule off", off).await;
    let run = DeploymentFlowRunCreate { name: Some("now".into()), ..Default::default() };
    table.call("run it now", api.create_flow_run_from_deployment_deployments_id_create_flow_run_post(id, &run)).await;
    table.call("pause the deployment", api.pause_deployment_deployments_id_pause_deployment_post(id)).await;
    table.call("resume the deployment", api.resume_deployment_deployments_id_resume_deployment_post(id)).await;
    table.call("list the deployments", api.read_deployments_deployments_filter_post()).await;
    table.call("delete the deployment", api.delete_deployment_deployments_id_delete(id)).await;
    table.call("show the deleted deployment", api.read_deployment_deployments_id_get(id)).await;
}

/// Variables, whose values are any JSON.
async fn variables(table: &mut Table, api: &Api) {
    let value = Value::Map(BTreeMap::from([("litres".to_owned(), json!([1, 2.5, null]))]));
    let new = VariableCreate::new("plants", Some(value.clone()));
    let variable = table.call("create a variable", api.create_variable_variables_post(&new)).await;
    table.expect(variable.is_some_and(|variable| variable.value == Some(value)), "the value is what was sent");
    table.call("create the same variable again", api.create_variable_variables_post(&new)).await;
    let change = VariableUpdate { value: Value::Integer(3).into(), ..Default::default() };
    table.call("change it", api.update_variable_by_name_variables_name_name_patch("plants", &change)).await;
    let variable = table.call("show it", api.read_variable_by_name_variables_name_name_get("plants")).await;
    table.expect(variable.is_some_and(|variable| variable.value == Some(Value::Integer(3))), "it was changed");
    table.call("list the variables", api.read_variables_variables_filter_post()).await;
    table.call("count the variables", api.count_variables_variables_count_post()).await;
    table.call("delete the variable", api.delete_variable_by_name_variables_name_name_delete("plants")).await;
    table.call("delete it again", api.delete_variable_by_name_variables_name_name_delete("plants")).await;
}

/// Artifacts of the run.
async fn artifacts(table: &mut Table, api: &Api, run: Uuid) {
    let new = ArtifactCreate {
        key: "report".to_owned().into(),
        r#type: "markdown".to_owned().into(),
        data: Data::Value(json!("# Watered")).into(),
        flow_run_id: run.into(),
        ..Default::default()
    };
    let artifact = table.call("create an artifact", api.create_artifact_artifacts_post(&new)).await;
    let id = artifact.and_then(|artifact| artifact.id).unwrap_or_default();
    let change = ArtifactUpdate { description: "of today".to_owned().into(), ..Default::default() };
    table.call("describe the artifact", api.update_artifact_artifacts_id_patch(id, &change)).await;
    let latest = table.call("show the latest", api.read_latest_artifact_artifacts_key_latest_get("report")).await;
    let data = latest.and_then(|latest| latest.into_body().data.into_option());
    table.expect(data == Some(Data::Value(json!("# Watered"))), "the data is what was sent");
    table.call("list the artifacts", api.read_artifacts_artifacts_filter_post()).await;
    table.call("list the latest artifacts", api.read_latest_artifacts_artifacts_latest_filter_post()).await;
    table.call("delete the artifact", api.delete_artifact_artifacts_id_delete(id)).await;
}

/// Limits of concurrency.
async fn limits(table: &mut Table, api: &Api) {
    let name = IdOrName::String("taps".into());
    let new = ConcurrencyLimitV2Create::new("taps", 2);
    table.call("create a limit", api.create_concurrency_limit_v2_v2_concurrency_limits_post(&new)).await;
    let slots = BodyBulkIncrementActiveSlotsV2ConcurrencyLimitsIncrementPost::new(2, vec!["taps".into()]);
    let take = || api.bulk_increment_active_slots_v2_concurrency_limits_increment_post(&slots);
    table.call("take two slots", take()).await;
    table.call("take two more", take()).await;
    let change = ConcurrencyLimitV2Update { limit: 5.into(), ..Default::default() };
    let change = api.update_concurrency_limit_v2_v2_concurrency_limits_id_or_name_patch(&name, &change);
    table.call("raise the limit", change).await;
    let limit = api.read_concurrency_limit_v2_v2_concurrency_limits_id_or_name_get(&name);
    let limit = table.call("show the limit", limit).await;
    table.expect(limit.is_some_and(|limit| limit.limit == 5), "the limit was raised");
    table.call("list the limits", api.read_all_concurrency_limits_v2_v2_concurrency_limits_filter_post()).await;
    let delete = api.delete_concurrency_limit_v2_v2_concurrency_limits_id_or_name_delete(&name);
    table.call("delete the limit", delete).await;
}

/// Removes what is left.
async fn end(table: &mut Table, api: &Api, flow: Uuid, run: Uuid) {
    table.call("delete the work pool", api.delete_work_pool_work_pools_name_delete("garden")).await;
    table.call("delete the run", api.delete_flow_run_flow_runs_id_delete(run)).await;
    table.call("show the deleted run", api.read_flow_run_flow_runs_id_get(run)).await;
    table.call("delete the flow", api.delete_flow_flows_id_delete(flow)).await;
}
