"""The style sheet of the chrome: tokens fill it, see theme.py. Tables and charts are painted, not styled."""

from __future__ import annotations

from string import Template

SHEET = Template("""
* { font-size: ${body}px; }
QMainWindow, QDialog { background: $window; color: $text; }
QToolTip { background: $raised; color: $text; border: 1px solid $line; padding: 4px; }
WatchlistPanel, ChartPanel, CompareTab, ReviewTab, SourcesTab, AlertsTab, Section { background: $panel; }
TrafficTab, ProductsPage, ImportPage { background: $panel; }
QScrollArea, QWidget#page { background: $panel; border: 0; }
QFrame#rule { background: $line; border: 0; }
ProductsPage QListView::item { padding-left: 5px; }
QListWidget#order { border: 1px solid $line; border-radius: 3px; }
QListWidget#order::item { height: 22px; padding-left: 6px; }
StatusLine { background: $window; }
SearchBox { background: $raised; border: 1px solid $line; border-radius: 4px; }
SearchBox QListView { background: $raised; }
Picker { background: $raised; border: 1px solid $line; border-radius: 4px; }
Picker QListWidget { background: $raised; }
Picker QListWidget::indicator {
    width: 10px; height: 10px; border: 1px solid $muted; border-radius: 2px; background: $raised;
}
Picker QListWidget::indicator:checked { background: $accent; border: 1px solid $accent; }
MarkEditor, GoToLine, TextLine { background: $raised; border: 1px solid $line; border-radius: 4px; }
MarkEditor QPlainTextEdit {
    background: $panel; border: 1px solid $line; border-radius: 3px; padding: 0 4px;
}
MarkEditor QPlainTextEdit:focus { border: 1px solid $accent; }
ColumnChooser, StudyPanel { background: $panel; border: 0; border-left: 1px solid $line; }
FilterBar { background: $panel; border: 0; border-bottom: 1px solid $line; }
ListTabs, ListTabs QTabBar, QLabel#refusal { background: $window; }
QLabel { color: $text; background: transparent; }
QLabel[role="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[role="foot"] { font-size: ${small}px; color: $muted; }
QLabel[role="warn"] { font-size: ${small}px; color: $warn; }
QLabel[role="error"] { font-size: ${small}px; color: $error; }
QLabel[role="up"] { font-size: ${small}px; color: $up; }
QLabel[role="down"] { font-size: ${small}px; color: $down; }
QLabel[role="flat"] { font-size: ${small}px; color: $muted; }
QFrame#namebox { background: $raised; border: 1px solid $line; border-radius: 4px; }
QToolBar, QStatusBar { background: $window; border: 0; spacing: 4px; color: $muted; }
QStatusBar::item { border: 0; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QTabWidget::pane { border: 0; top: 0; background: $panel; }
QTabBar { background: $window; border: 0; }
QTabBar::tab {
    background: transparent; color: $muted; padding: 6px 12px; border: 0;
    border-bottom: 2px solid transparent;
}
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:hover { color: $text; }
QTabBar#lists::tab { padding: 5px 10px; max-width: 150px; }
QTabBar#lists::tab:focus { background: $hover; }
QTabBar#lists QToolButton { background: $window; padding: 0; }
QAbstractItemView { background: $panel; color: $text; border: 0; outline: 0; gridline-color: transparent; }
QAbstractItemView::item:selected { background: $selection; color: $text; }
QHeaderView { background: $panel; border: 0; }
QHeaderView::section {
    background: $panel; color: $muted; font-size: ${small}px; border: 0; border-bottom: 1px solid $line;
    padding: 2px 8px 2px 2px;
}
QHeaderView::section:first { padding-left: 8px; }
QHeaderView::section:hover { color: $text; }
TextTable QHeaderView::section { padding: 2px 8px; }
TextTable QHeaderView::section:vertical { border: 0; }
TextTable QTableCornerButton::section { background: $panel; border: 0; border-bottom: 1px solid $line; }
QPushButton, QToolButton, QComboBox, QAbstractSpinBox, QLineEdit {
    background: $raised; color: $text; border: 1px solid $line; border-radius: 3px; padding: 2px 8px;
    min-height: 20px;
}
QToolButton { border: 0; background: transparent; color: $muted; padding: 4px 12px; }
QToolButton[role="thin"] { padding: 2px 6px; }
QToolButton[role="chart"] { padding: 1px 5px; border: 1px solid transparent; border-radius: 3px; }
QToolButton[role="chart"]:focus, QToolButton[role="segment"]:focus { border: 1px solid $accent; }
QToolButton[role="segment"] { padding: 1px 2px; border: 1px solid transparent; border-radius: 3px; }
QToolButton[role="chart"]:checked, QToolButton[role="segment"]:checked { color: $accent; font-weight: 600; }
QToolButton::menu-indicator { image: none; }
QPushButton:hover, QToolButton:hover, QComboBox:hover { background: $hover; }
QPushButton:focus, QComboBox:focus, QComboBox:on, QAbstractSpinBox:focus, QLineEdit:focus {
    border: 1px solid $accent;
}
QPushButton:disabled, QToolButton:disabled, QComboBox:disabled, QAbstractSpinBox:disabled { color: $faint; }
StudyLine QAbstractSpinBox, SettingsPage QAbstractSpinBox { padding: 0 4px; }
StudyLine QAbstractSpinBox QLineEdit, SettingsPage QAbstractSpinBox QLineEdit {
    border: 0; padding: 0; background: transparent;
}
StudyLine QAbstractSpinBox::up-button, StudyLine QAbstractSpinBox::down-button { width: 0; }
StudyLine QAbstractSpinBox::up-arrow, StudyLine QAbstractSpinBox::down-arrow { image: none; width: 0; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down, QDateEdit::drop-down { border: 0; width: 18px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url("$folder/down.svg"); width: 8px; height: 8px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: 0; background: transparent; width: 16px; }
QAbstractSpinBox::up-arrow { image: url("$folder/up.svg"); width: 8px; height: 8px; }
QAbstractSpinBox::down-arrow { image: url("$folder/down.svg"); width: 8px; height: 8px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $line; }
QComboBox QAbstractItemView::item { min-height: 22px; padding: 0 6px; }
QCheckBox { color: $text; spacing: 6px; }
QCheckBox::indicator {
    width: 12px; height: 12px; border: 1px solid $muted; border-radius: 2px; background: $raised;
}
QCheckBox::indicator:checked { background: $accent; border: 1px solid $accent; }
QCalendarWidget QWidget { alternate-background-color: $raised; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $raised; }
QCalendarWidget QToolButton { color: $text; padding: 2px 8px; }
QCalendarWidget QToolButton#qt_calendar_prevmonth { qproperty-icon: url("$folder/left.svg"); }
QCalendarWidget QToolButton#qt_calendar_nextmonth { qproperty-icon: url("$folder/right.svg"); }
QCalendarWidget QAbstractItemView:disabled { color: $faint; }
QMenu { background: $raised; color: $text; border: 1px solid $line; padding: 4px 0; }
QMenu::separator { height: 1px; background: $line; margin: 4px 0; }
QMenu::item { padding: 4px 20px; }
QMenu::item:disabled { color: $muted; }
QMenu::item:selected { background: $selection; }
QTextBrowser, QTextEdit, QPlainTextEdit {
    background: $panel; color: $text; border: 0; padding: 4px; selection-background-color: $selection;
}
QPlainTextEdit[role="field"], SentenceEditor QPlainTextEdit {
    background: $raised; border: 1px solid $line; border-radius: 3px;
}
QPlainTextEdit[role="field"]:focus, SentenceEditor QPlainTextEdit:focus { border: 1px solid $accent; }
QPushButton[role="quoted"] { border: 0; background: transparent; color: $muted; text-align: left; padding: 1px 0; }
QPushButton[role="quoted"]:hover { color: $accent; }
QPlainTextEdit[role="foot"] { font-size: ${small}px; color: $muted; }
QScrollBar { background: transparent; border: 0; margin: 0; }
QScrollBar:vertical { width: 8px; }
QScrollBar:horizontal { height: 8px; }
QScrollBar::handle { background: $line; border-radius: 4px; min-height: 24px; min-width: 24px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
""")
