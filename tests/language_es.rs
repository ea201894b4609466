//! Spanish: the patterns of diplomatic speech that Spanish has, and statements of our own with the claims they make.
//!
//! A-landia speaks unless a case says otherwise. In a statement, `?` before a reading means that it may be found or not.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use demarche::codebook::{Actors, Codebook};
use demarche::model::{Claim, Document, Metadata};
use demarche::pipeline::Coder;
use std::collections::BTreeSet;
use std::fmt::Write as _;

const ACTORS: &str = r#"
[[actor]]
id = "XAL"
kind = "state"
name = "A-landia"

[[actor]]
id = "XBL"
kind = "state"
name = "B-landia"

[[actor]]
id = "XCL"
kind = "state"
name = "C-landia"

[[actor]]
id = "XDL"
kind = "state"
name = "D-landia"

[[actor]]
id = "lagos"
kind = "group"
name = "Grupo de los Lagos"
members = [{ id = "XAL" }, { id = "XBL" }, { id = "XDL" }]

[[actor]]
id = "islas"
kind = "group"
name = "Grupo de las Islas"
members = [{ id = "XBL" }, { id = "XCL" }]
"#;

fn coder() -> Coder {
    let mut actors = Actors::built_in().unwrap();
    actors.extend(Actors::parse("tests/language_es.rs", ACTORS).unwrap());
    Coder { codebook: Codebook::built_in().unwrap(), actors: Actors::new(actors).unwrap() }
}

/// A sentence of a statement and the claims it makes, as `proposition stance`.
type Row = (&'static str, &'static [&'static str]);

/// A statement, written before any phrase was.
const FIRST: &[Row] = &[
    ("Señora Presidenta, permítame felicitarla por la conducción de nuestros trabajos.", &[]),
    ("Mi delegación hace suya la declaración formulada por el Grupo de los Lagos y desea añadir algunas consideraciones a título nacional.", &[]),
    (
        "El ciberespacio no es un espacio sin ley: el derecho internacional, incluida la Carta de las Naciones Unidas, es plenamente aplicable al uso de las TIC por los Estados.",
        &["il.applies support", "?il.gaps oppose", "?il.charter_entirety support"],
    ),
    (
        "Nos preocupa el aumento de los ataques con programas de secuestro contra hospitales y otros servicios esenciales.",
        &["thr.ransomware support", "thr.health support", "?thr.growing support", "?thr.critical_infra support"],
    ),
    ("Algunos Estados sostienen que se necesita un nuevo tratado.", &[]),
    ("No compartimos esa opinión.", &["il.lbi_needed oppose"]),
    ("A nuestro juicio, la negociación de un instrumento jurídicamente vinculante sería prematura en esta etapa.", &["il.lbi_needed oppose"]),
    (
        "La prioridad debe ser la aplicación de las once normas acordadas de comportamiento responsable de los Estados.",
        &["nrm.implement_first support", "?nrm.uphold support"],
    ),
    ("No estamos a favor de reabrir las normas que la Asamblea General ya ha hecho suyas.", &["nrm.no_reopen support"]),
    ("Acogemos con satisfacción la lista de verificación voluntaria y alentamos a todos los Estados a utilizarla.", &["nrm.checklist support"]),
    (
        "Quisiéramos subrayar que el derecho internacional humanitario se aplica a las operaciones cibernéticas en el contexto de los conflictos armados, lo que en modo alguno legitima la militarización del ciberespacio.",
        &["il.ihl_applies support", "il.ihl_militarises oppose"],
    ),
    ("Los derechos humanos deben protegerse en línea igual que fuera de ella.", &["il.hr_online support"]),
    ("Toda acusación contra un Estado debe estar respaldada por pruebas.", &["il.attr_evidence_required support"]),
    ("La rendición de cuentas es cuestión de todos.", &[]),
    (
        "En cuanto a la soberanía, somos de la opinión de que constituye una norma cuya violación es un hecho internacionalmente ilícito.",
        &["il.sov_rule support", "?il.sov_applies support"],
    ),
    (
        "No nos oponemos a la creación de un fondo voluntario de las Naciones Unidas para la creación de capacidad, siempre que no suponga una carga para el presupuesto ordinario.",
        &["cap.un_fund qualified", "?cap.priority support", "?cap.priority qualified"],
    ),
    ("La creación de capacidad es la piedra angular de nuestra labor.", &["cap.priority support"]),
    ("Debe responder a la demanda de los países receptores y ser políticamente neutral.", &["cap.principles support"]),
    (
        "Apoyamos plenamente el directorio mundial de puntos de contacto, al que ya hemos designado nuestros representantes técnicos y diplomáticos.",
        &["cbm.poc_directory support"],
    ),
    (
        "Somos partidarios de elaborar plantillas normalizadas para la comunicación entre puntos de contacto.",
        &["cbm.templates support", "?cbm.poc_directory support"],
    ),
    ("Tomamos nota de la propuesta de crear un portal mundial de cooperación.", &["cap.portal undecided"]),
    (
        "Las medidas de fomento de la confianza contribuyen a prevenir malentendidos y a reducir el riesgo de escalada.",
        &["cbm.core support"],
    ),
    ("La brecha digital entre el Norte y el Sur sigue ensanchándose.", &["dev.digital_divide support"]),
    ("Pedimos que se incorpore una perspectiva de género en todos los programas de formación.", &["cap.gender support"]),
    ("Ningún país puede hacer frente por sí solo a las amenazas cibernéticas.", &["coop.needed support"]),
    (
        "La participación significativa de la sociedad civil, el mundo académico y el sector privado enriquece nuestras deliberaciones.",
        &["sth.meaningful support"],
    ),
    (
        "Lamentamos que, una vez más, una sola delegación haya vetado la acreditación de organizaciones no gubernamentales.",
        &["sth.no_objection_veto oppose", "?sth.meaningful support"],
    ),
    ("El proceso, no obstante, debe seguir estando dirigido por los Estados.", &["sth.state_only support"]),
    (
        "Mi país respalda la creación de un mecanismo permanente único bajo los auspicios de las Naciones Unidas.",
        &["rid.permanent support", "?rid.single_track support"],
    ),
    ("No estamos convencidos de la necesidad de celebrar conferencias de examen cada cinco años.", &["rid.review_conf reservation"]),
    ("Estamos dispuestos a considerar grupos temáticos transversales.", &["rid.thematic_cross qualified"]),
    ("Las decisiones del futuro mecanismo deben adoptarse por consenso.", &["rid.consensus_only support", "?rid.permanent support"]),
    ("Es inaceptable que se hayan denegado visados a expertos de mi capital.", &["prc.host_country support"]),
    ("El año pasado, mi Gobierno aprobó una estrategia nacional de ciberseguridad.", &["nat.measure practice"]),
    ("Agradecemos a Chile la organización del taller celebrado en Santiago.", &[]),
    ("La inteligencia artificial multiplica la velocidad y la escala de los ciberataques.", &["thr.ai_emerging support", "?thr.growing support"]),
    ("Rechazamos la militarización del ciberespacio.", &["thr.weaponisation support", "?thr.military_ict support"]),
    ("El Brasil ha propuesto que se designe un facilitador.", &[]),
    (
        "Exhortamos a los Estados a publicar su posición nacional sobre la aplicación del derecho internacional.",
        &["il.national_positions support", "?il.applies support"],
    ),
    ("¿Podría la Presidencia aclarar el calendario del próximo período de sesiones?", &[]),
    ("Para concluir, señora Presidenta, puede usted contar con el pleno apoyo de mi delegación.", &[]),
];

/// What was right of what was found, and what was found of what is there.
#[derive(Debug)]
struct Score {
    right: usize,
    found: usize,
    wanted: usize,
    report: String,
}

/// Reads the statement as one document, and compares by sentence, proposition and stance.
fn score(rows: &[Row]) -> Score {
    let (mut text, mut starts) = (String::new(), Vec::new());
    for (sentence, _) in rows {
        starts.push(text.len());
        text.push_str(sentence);
        text.push_str(if starts.len().is_multiple_of(3) { "\n\n" } else { " " });
    }
    let meta = Metadata { actor: Some("XAL".into()), ..Metadata::default() };
    let document = Document { id: "d".into(), source: "d.txt".into(), text, body: 0, actor: "XAL".into(), meta };
    let claims = coder().code(&document).claims;
    let (mut right, mut found, mut wanted, mut report) = (0, 0, 0, String::new());
    for (at, (sentence, reads)) in rows.iter().enumerate() {
        let here = starts[at]..starts.get(at + 1).copied().unwrap_or(document.text.len());
        let of_speaker = |claim: &&Claim| here.contains(&claim.span.start) && claim.holder == "XAL";
        let got: BTreeSet<String> =
            claims.iter().filter(of_speaker).map(|claim| format!("{} {}", claim.proposition_id, claim.stance.name())).collect();
        let must: BTreeSet<String> = reads.iter().filter(|reads| !reads.starts_with('?')).map(|reads| (*reads).to_owned()).collect();
        let may: BTreeSet<String> = reads.iter().filter_map(|reads| reads.strip_prefix('?')).map(str::to_owned).collect();
        let counted: BTreeSet<String> = got.difference(&may).cloned().collect();
        right += counted.intersection(&must).count();
        found += counted.len();
        wanted += must.len();
        if counted != must {
            let _ = write!(report, "\n{sentence}\n   expected {must:?}\n   got {counted:?}");
        }
    }
    let _ = write!(report, "\n{right} right of {found} found; {wanted} wanted");
    Score { right, found, wanted, report }
}

#[test]
fn a_statement_is_read() {
    let score = score(FIRST);
    assert!(score.found > 0 && score.right * 100 >= score.found * 90, "precision:{}", score.report);
    assert!(score.right * 100 >= score.wanted * 90, "recall:{}", score.report);
}
